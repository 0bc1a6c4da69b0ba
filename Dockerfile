# The API as an image: everything is installed in the first stage, the second holds no compiler, no pip cache, no root.
# It talks to servers that exist (DATABASE_URL, NEO4J_URI …); docker-compose.yml has one of each.

FROM python:3.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/crewlex
ENV PATH=/opt/crewlex/bin:$PATH
WORKDIR /src
# The locks change seldom: these layers are kept when only the rooms change.
COPY requirements/build.txt requirements/core.txt requirements/
RUN pip install --require-hashes -r requirements/build.txt \
 && pip install --require-hashes --no-build-isolation -r requirements/core.txt
COPY . .
RUN pip install --no-deps --no-build-isolation .

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/crewlex --shell /usr/sbin/nologin crewlex
COPY --from=build /opt/crewlex /opt/crewlex
ENV PATH=/opt/crewlex/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CREWLEX_HOME=/var/lib/crewlex/data \
    CREWLEX_CACHE=/var/lib/crewlex/cache \
    CREWLEX_API_HOST=0.0.0.0 \
    CREWLEX_API_PORT=8000
USER crewlex
WORKDIR /var/lib/crewlex
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["crewlex"]
CMD ["serve"]
