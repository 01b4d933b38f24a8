//! Comment forms and what stands around readers' comments: the words of blog software, which are
//! the same on a hundred thousand sites and hence known by heart.

use super::{Line, Phrases, Rule};

pub(super) const RULE: Rule = Rule {
    reason: "comment form",
    finds: |line| {
        line.words <= 45
            && (line.is(&WHOLE)
                || line.starts(&OPENINGS) && (line.words <= 20 || line.starts(&NOTICES))
                || is_count(line))
    },
    yes: &[
        "Leave a Reply",
        "Leave a Reply Cancel reply",
        "Your email address will not be published. Required fields are marked *",
        "You must be logged in to post a comment.",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Save my name in this browser for the next time I comment.",
        "3 Comments",
        "Name *",
        "Schreibe einen Kommentar",
        "Laisser un commentaire",
        "Deja una respuesta",
        "Добавить комментарий",
        "اترك تعليقاً",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "2 thoughts on “A road reopened”",
    ],
    no: &[
        "Leave a reply on the governor’s desk, she told the envoy.",
        "Comments by both sides suggest otherwise",
        "Three comments made in Astana angered Damascus.",
        "Name: the Northern Brigade",
        "Save my name, he asked the clerk, and lose the file.",
    ],
};

static WHOLE: Phrases = Phrases::new(&[
    "leave a reply",
    "leave a reply cancel reply",
    "leave a comment",
    "leave your comment",
    "leave a comment cancel reply",
    "cancel reply",
    "post a comment",
    "post comment",
    "submit comment",
    "add a comment",
    "add comment",
    "write a comment",
    "view comments",
    "show comments",
    "hide comments",
    "load comments",
    "load more comments",
    "join the conversation",
    "join the discussion",
    "be the first to comment",
    "be the first to comment!",
    "be the first to comment.",
    "comments are closed",
    "comments are closed.",
    "comments (0)",
    "no comments",
    "no comments yet",
    "0 comments",
    "comments",
    "comment",
    "comment *",
    "name",
    "name *",
    "name (required)",
    "email",
    "email *",
    "e-mail *",
    "your name",
    "your email",
    "mail (will not be published) (required)",
    "website",
    "your comment",
    "reply",
    "report abuse",
    "log in to reply",
    "log in to leave a comment",
    "login to comment",
    "sign in to comment",
    "please enter your comment!",
    "please enter your name here",
    "captcha",
    "captcha *",
    "required fields are marked *",
    "commentaires",
    "aucun commentaire",
    "kommentare",
    "kommentar schreiben",
    "kommentar hinterlassen",
    "antworten",
    "antworten abbrechen",
    "name*",
    "email*",
    "e-mail*",
    "comment*",
    "website*",
    "comentarios",
    "comentários",
    "publicar comentario",
    "deja un comentario",
    "deja una respuesta",
    "deixe um comentário",
    "deixe uma resposta",
    "lascia un commento",
    "laisser un commentaire",
    "laissez un commentaire",
    "bir cevap yazın",
    "yorum yap",
    "yorum yapın",
    "schreibe einen kommentar",
    "schreiben sie einen kommentar",
    "einen kommentar schreiben",
    "комментарии",
    "комментировать",
    "добавить комментарий",
    "оставить комментарий",
    "отменить ответ",
    "оставьте комментарий",
    "коментарі",
    "залишити відповідь",
    "залишити коментар",
    "скасувати відповідь",
    "коментувати",
    "اترك تعليقا",
    "اترك تعليقاً",
    "أضف تعليق",
    "أضف تعليقا",
    "التعليقات",
    "إلغاء الرد",
    "دیدگاه‌ها",
    "نظر شما",
    "ارسال نظر",
    "הוסף תגובה",
    "发表评论",
    "发表回复",
    "コメントを残す",
]);

/// Openings of lines that are a form's whatever follows.
static OPENINGS: Phrases = Phrases::new(&[
    "your email address will not be published",
    "you must be logged in to post a comment",
    "you must be logged in to comment",
    "you must be registered and logged in",
    "please log in to comment",
    "please login to comment",
    "please sign in to comment",
    "save my name, email",
    "save my name and email",
    "save my name in this browser",
    "notify me of follow",
    "notify me of new",
    "notify me when new comments",
    "this site uses akismet",
    "leave a reply to",
    "learn how your comment data",
    "required fields are marked",
    "deine e-mail-adresse wird nicht",
    "ihre e-mail-adresse wird nicht",
    "meinen namen, meine e-mail",
    "erforderliche felder sind mit",
    "votre adresse e-mail ne sera",
    "votre adresse de messagerie ne sera",
    "les champs obligatoires sont",
    "tu dirección de correo electrónico no será",
    "los campos obligatorios están",
    "guarda mi nombre, correo",
    "o seu endereço de e-mail não será",
    "o seu endereço de email não será",
    "il tuo indirizzo email non sarà",
    "e-posta hesabınız yayımlanmayacak",
    "ваш адрес email не будет",
    "ваш e-mail не будет",
    "ваша e-mail адреса не",
    "обязательные поля помечены",
    "чтобы оставить комментарий",
    "для отправки комментария",
    "لن يتم نشر عنوان بريدك",
    "نشانی ایمیل شما منتشر نخواهد",
    "您的电子邮箱地址不会",
    "您的邮箱地址不会",
]);

/// What a count follows: "Kommentare (4)".
static COUNTED: Phrases =
    Phrases::new(&["comments", "comment", "kommentare", "commentaires", "комментарии"]);

/// Those of them that run on for more than a line.
static NOTICES: Phrases = Phrases::new(&[
    "your email address will not be",
    "this site uses akismet",
    "you must be",
    "save my name",
    "deine e-mail",
    "ihre e-mail",
    "votre adresse",
    "tu dirección",
    "ваш адрес",
]);

/// "3 Comments", "12 responses to …", "2 thoughts on …", "Kommentare (4)".
fn is_count(line: &Line<'_>) -> bool {
    opens_thread(line)
        || line.words <= 3
            && line.opening(&COUNTED).is_some_and(|rest| {
                let rest = rest.trim_matches([' ', '(', ')', ':']);
                !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
            })
}

/// Whether readers' comments follow a line.
pub(super) fn opens_thread(line: &Line<'_>) -> bool {
    let mut words = line.key.split(' ');
    let count = words.next().unwrap_or("");
    let counted = (1..=5).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit())
        || count == "one" && line.words >= 3;
    let noun = words.next().unwrap_or("").trim_end_matches([':', '.']);
    let rest = words.next();
    if !counted || count == "0" || line.ends_sentence() && rest.is_some() {
        return false;
    }
    match noun {
        "comment"
        | "comments"
        | "kommentar"
        | "kommentare"
        | "commentaire"
        | "commentaires"
        | "comentario"
        | "comentarios"
        | "комментарий"
        | "комментария"
        | "комментариев" => {
            rest.is_none_or(|word| matches!(word, "on" | "to" | "zu" | "sur" | "en"))
        }
        "responses" | "response" | "replies" => rest.is_none_or(|word| word == "to"),
        "thought" | "thoughts" => rest == Some("on"),
        _ => false,
    }
}

/// Whether a line is one that stands between comments: "Reply", "Jane says:", or the form.
pub(super) fn is_of_thread(line: &Line<'_>) -> bool {
    static REPLIES: Phrases = Phrases::new(&[
        "reply",
        "antworten",
        "répondre",
        "responder",
        "ответить",
        "відповісти",
        "yanıtla",
        "رد",
        "log in to reply",
        "permalink",
        "leave a reply",
        "leave a comment",
        "cancel reply",
    ]);
    line.is(&REPLIES)
        || line.words <= 8
            && line.raw.trim_end().ends_with(':')
            && line.has(&[
                " says",
                " said",
                " wrote",
                " sagt",
                " schrieb",
                " dit",
                " dice",
                " пишет",
            ])
}
