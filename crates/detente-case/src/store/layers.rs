//! The user's own knowledge over the program's: files kept in the case, and what they compile to.

use super::connection::Db;
use super::custody::{self, Entry};
use crate::error::{Error, Kind, Result};
use detente_world::{Gazetteer, World, WorldError};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A file laid over the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its name; the ending tells TOML from CSV.
    pub name: String,
    /// What it says.
    pub form: LayerForm,
    /// Bytes of the file.
    pub bytes: u64,
}

/// What a layer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerForm {
    /// Actors, agreements and places, as TOML or CSV.
    Rows,
    /// Places in their thousands, compiled.
    Places,
}

impl LayerForm {
    const fn word(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Places => "places",
        }
    }
}

/// The layers of a case, in the order in which they were laid.
pub(crate) fn list(db: &Db) -> Result<Vec<Layer>> {
    let sql = "SELECT name, form, bytes FROM layers ORDER BY n";
    db.all(sql, [], |row| {
        let form: String = row.get(1)?;
        let form = if form == "places" { LayerForm::Places } else { LayerForm::Rows };
        let bytes: i64 = row.get(2)?;
        Ok(Layer { name: row.get(0)?, form, bytes: bytes.unsigned_abs() })
    })
}

/// Lays a file over the world of a case, in the place of one of the same name, and marks every
/// report to be read anew. Gives what is odd in it.
pub(crate) fn add(db: &Db, name: &str, form: LayerForm, content: &[u8]) -> Result<Vec<WorldError>> {
    let mut odd = vec![];
    let mut files: Vec<(String, String)> =
        texts(db)?.into_iter().filter(|(n, _)| n != name).collect();
    match form {
        LayerForm::Rows => {
            let text = String::from_utf8(content.to_vec()).map_err(|_| {
                Error::new(Kind::Input, format!("{name}: not UTF-8; save it as UTF-8"))
            })?;
            files.push((name.to_owned(), text));
        }
        LayerForm::Places => {
            Gazetteer::open_checked(content.to_vec().into())
                .map_err(|error| Error::new(Kind::Input, format!("{name}: {error}")))?;
        }
    }
    let compiled = compile(&files)?;
    if let (LayerForm::Rows, Some((_, text))) = (form, files.last()) {
        let world = World::open(compiled.clone().into()).map_err(wrong)?;
        odd = world.warnings(name, text);
    }
    let packed = zstd::bulk::compress(content, 3)
        .map_err(|error| Error::new(Kind::Other, format!("{name}: {error}")))?;
    db.transaction(|| {
        db.run("DELETE FROM layers WHERE name = ?1", [name])?;
        let sql = "INSERT INTO layers (name, form, bytes, content) VALUES (?1, ?2, ?3, ?4)";
        db.run(sql, (name, form.word(), content.len() as i64, packed))?;
        keep(db, &files, &compiled)?;
        let sum = format!("{:x}", Sha256::digest(content));
        let entry = Entry {
            what: "world",
            path: Some(name),
            sha256: Some(&sum),
            bytes: Some(content.len() as u64),
        };
        custody::log(db, entry)?;
        db.batch("INSERT OR IGNORE INTO stale SELECT n FROM originals")
    })?;
    Ok(odd)
}

/// The world that a case is read against: the program's, with the case's layers over it.
pub(crate) fn world(db: &Db) -> Result<Option<Arc<World>>> {
    let has = "SELECT count(*) FROM sqlite_schema WHERE name = 'layers'";
    if db.count(has)? == 0 || db.count("SELECT count(*) FROM layers")? == 0 {
        return Ok(None);
    }
    let files = texts(db)?;
    let known = db.first("SELECT content FROM compiled WHERE key = ?1", [key(&files)], |row| {
        row.get::<_, Vec<u8>>(0)
    });
    // A case that is open for reading only may lack what was compiled by another version.
    let bytes = match known {
        Ok(Some(packed)) => unpack(&packed)?,
        _ => compile(&files)?,
    };
    let sql = "SELECT content FROM layers WHERE form = 'places' ORDER BY n";
    let packed: Vec<Vec<u8>> = db.all(sql, [], |row| row.get(0))?;
    let mut gazetteers = vec![];
    for content in packed {
        gazetteers.push(Gazetteer::open_checked(unpack(&content)?.into()).map_err(wrong)?);
    }
    Ok(Some(Arc::new(World::open_with(bytes.into(), gazetteers).map_err(wrong)?)))
}

/// Keeps what the layers compile to, where the program or the layers are others than before.
pub(crate) fn refresh(db: &Db) -> Result<()> {
    let files = texts(db)?;
    if files.is_empty() {
        return Ok(());
    }
    let sql = "SELECT 1 FROM compiled WHERE key = ?1";
    if db.first(sql, [key(&files)], |_| Ok(()))?.is_none() {
        let compiled = compile(&files)?;
        keep(db, &files, &compiled)?;
    }
    Ok(())
}

fn keep(db: &Db, files: &[(String, String)], compiled: &[u8]) -> Result<()> {
    let packed = zstd::bulk::compress(compiled, 3)
        .map_err(|error| Error::new(Kind::Other, format!("the world: {error}")))?;
    db.batch("DELETE FROM compiled")?;
    db.run("INSERT INTO compiled VALUES (?1, ?2)", (key(files), packed)).map(drop)
}

fn texts(db: &Db) -> Result<Vec<(String, String)>> {
    let sql = "SELECT name, content FROM layers WHERE form = 'rows' ORDER BY n";
    let packed: Vec<(String, Vec<u8>)> = db.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let one = |(name, content): (String, Vec<u8>)| {
        Ok((name, String::from_utf8_lossy(&unpack(&content)?).into_owned()))
    };
    packed.into_iter().map(one).collect()
}

fn key(files: &[(String, String)]) -> String {
    let mut sum = Sha256::new();
    sum.update(World::version());
    for (name, text) in files {
        sum.update((name.len() as u64).to_le_bytes());
        sum.update(name);
        sum.update((text.len() as u64).to_le_bytes());
        sum.update(text);
    }
    format!("{:x}", sum.finalize())
}

fn compile(files: &[(String, String)]) -> Result<Vec<u8>> {
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    World::layered(&files).map_err(|errors| {
        const MOST: usize = 20;
        let mut lines: Vec<String> = errors.iter().take(MOST).map(ToString::to_string).collect();
        if errors.len() > MOST {
            lines.push(format!("… and {} more", errors.len() - MOST));
        }
        Error::new(Kind::Input, lines.join("\n"))
    })
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    zstd::decode_all(packed)
        .map_err(|error| Error::new(Kind::Damaged, format!("a layer of the world: {error}")))
}

fn wrong(error: WorldError) -> Error {
    Error::new(Kind::Damaged, error.to_string())
}
