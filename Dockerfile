# The command and nothing else: a static binary, no shell, no root, no need of a network.
#
#   docker build -t detente .
#   docker run --rm --network none -v "$PWD/reports:/reports:ro" -v detente-case:/case detente read /reports
#   docker run --rm --network none -v detente-case:/case detente brief
#   docker run --rm -p 127.0.0.1:8765:8765 -v detente-case:/case -e DETENTE_TOKEN detente serve --host 0.0.0.0
FROM rust:1.95-slim-bookworm AS build

# SQLite and zstd are built from C; rust:slim has the compiler for that.
WORKDIR /detente
COPY . .

# The history is left out of what is copied (.dockerignore), so the commit for `detente --version` is handed over:
#   --build-arg COMMIT="$(git log -1 --abbrev=12 --format='%h %cs')"
ARG COMMIT=""

# With the system's C library linked in. The target is named so that build scripts are not built so.
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/detente/target \
    host=$(rustc -vV | sed -n 's/^host: //p'); \
    DETENTE_COMMIT="$COMMIT" CARGO_INCREMENTAL=0 RUSTFLAGS="-C target-feature=+crt-static" \
        cargo build --release --locked -p detente --target "$host"; \
    install -D -m 755 "target/$host/release/detente" /root-of-image/usr/bin/detente; \
    install -d -m 1777 /root-of-image/tmp

FROM scratch
COPY --from=build /root-of-image /
# An empty folder of theirs: a volume takes over whose it is.
COPY --from=build --chown=65532:65532 /root-of-image/tmp /case
COPY LICENSE-MIT LICENSE-APACHE /usr/share/doc/detente/

# Nobody on the machine outside; owns the case alone.
USER 65532:65532
WORKDIR /case
ENV DETENTE_CASE=/case/case.detente
VOLUME /case
EXPOSE 8765
ENTRYPOINT ["/usr/bin/detente"]
CMD ["--help"]
