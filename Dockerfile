# naqeeb as a container, from the lock: docker build -t naqeeb .
# The current folder is the newsroom: docker run --rm -v "$PWD:/newsroom" naqeeb make news/today.txt

FROM python:3.12-slim-bookworm AS build
# A compiler for machines for which a package has no wheel (miniaudio on ARM).
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev
WORKDIR /src
COPY . .
RUN python -m venv /opt/uv && /opt/uv/bin/pip install --no-cache-dir \
    "uv==$(awk '$0 == "name = \"uv\"" { getline; gsub(/[^0-9.]/, ""); print }' uv.lock)"
RUN UV_PROJECT_ENVIRONMENT=/opt/naqeeb /opt/uv/bin/uv sync --frozen --no-dev --no-editable \
    --no-cache --python "$(command -v python3)" --extra edge --extra s3

FROM python:3.12-slim-bookworm
# Fonts for the cover: Noto Nastaliq Urdu among them.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --create-home naqeeb && install -d -o naqeeb /newsroom
COPY --from=build /opt/naqeeb /opt/naqeeb
ENV PATH=/opt/naqeeb/bin:$PATH PYTHONUTF8=1 XDG_CACHE_HOME=/newsroom/.cache
USER naqeeb
WORKDIR /newsroom
EXPOSE 8000
ENTRYPOINT ["naqeeb"]
CMD ["--help"]
