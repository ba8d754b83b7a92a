# One file, three images: --target complaints, --target credit, --target notify. They share every layer
# but the last, which is the service's own folder; complaints also prints, with a typesetter and a font.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS packages
COPY requirements-runtime.lock /build/
# Both secrets are optional, for machines behind a mirror or a proxy. The pip that installs lives in an
# environment of its own: the one that is shipped never had any.
RUN --mount=type=secret,id=pip_conf,required=false \
    --mount=type=secret,id=ca_bundle,required=false \
    if [ -s /run/secrets/pip_conf ]; then export PIP_CONFIG_FILE=/run/secrets/pip_conf; fi; \
    if [ -s /run/secrets/ca_bundle ]; then export PIP_CERT=/run/secrets/ca_bundle; fi; \
    python3 -m venv /build/pip && \
    python3 -m venv --without-pip /opt/fairport && \
    /build/pip/bin/pip --python /opt/fairport/bin/python install --quiet --no-cache-dir --no-compile \
      --disable-pip-version-check --only-binary :all: --require-hashes -r /build/requirements-runtime.lock
# The same lock gives the same bytes: compiled files are bound to content, never to times.
RUN PYTHONHASHSEED=0 /opt/fairport/bin/python -m compileall -q --invalidation-mode unchecked-hash \
      /opt/fairport/lib && \
    mkdir /opt/letters && mv /opt/fairport/lib/python3*/site-packages/typst* /opt/letters/ && \
    find /opt/fairport /opt/letters -exec touch --no-dereference --date=@315532800 {} +

# One face with Chinese characters (Apache-2.0). A base that brings it, and perhaps no way to fetch it, is
# not asked to.
FROM ${BASE} AS font
RUN if [ ! -s /usr/share/fonts/truetype/wqy/wqy-microhei.ttc ]; then \
      apt-get update -qq && apt-get install -qq --no-install-recommends fonts-wqy-microhei; \
    fi && \
    mkdir /build && \
    cp /usr/share/fonts/truetype/wqy/wqy-microhei.ttc /usr/share/doc/fonts-wqy-microhei/copyright /build/

FROM ${BASE} AS source
WORKDIR /srv/fairport
COPY shared shared
COPY services services
RUN PYTHONHASHSEED=0 python3 -m compileall -q --invalidation-mode unchecked-hash .

FROM ${BASE} AS runtime
# What could install or build is taken out, whoever made the base. The account is a number that volumes
# and policies can rely on; useradd would write the day into /etc/shadow.
RUN rm -rf /usr/local/bin/pip* /usr/bin/pip* /usr/share/python-wheels \
      /usr/lib/python3*/ensurepip /usr/local/lib/python3*/ensurepip \
      /usr/lib/python3/dist-packages/pip* /usr/lib/python3/dist-packages/setuptools* \
      /usr/local/lib/python3*/site-packages/pip* /usr/local/lib/python3*/site-packages/setuptools* \
      /usr/local/lib/python3*/site-packages/wheel* /usr/share/fonts && \
    printf 'fairport:x:10001:10001::/nonexistent:/usr/sbin/nologin\n' >> /etc/passwd && \
    printf 'fairport:x:10001:\n' >> /etc/group
COPY --from=packages /opt/fairport /opt/fairport
COPY LICENSE /srv/fairport/
COPY --from=source /srv/fairport/shared /srv/fairport/shared
COPY --from=source /srv/fairport/services/__init__.py /srv/fairport/services/
WORKDIR /srv/fairport
ENV PATH=/opt/fairport/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    BIND=0.0.0.0:8000
USER 10001:10001
EXPOSE 8000
# For `serve`; a container that runs another word switches it off.
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --retries=3 CMD ["python", "-c", \
  "import http.client as h, os, sys; c = h.HTTPConnection('127.0.0.1', int(os.environ['BIND'].rpartition(':')[2]), timeout=3); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
# Last, because they change with every commit.
ARG BASE
ARG VERSION=0
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.vendor="Fairport" \
      org.opencontainers.image.base.name="${BASE}"

FROM runtime AS complaints
LABEL org.opencontainers.image.title="fairport-complaints" \
      org.opencontainers.image.description="Charge check, complaints, cases and search of Fairport"
ENV PYTHONPATH=/opt/letters
COPY --from=font /build /usr/share/fonts/truetype/wqy
COPY --from=packages /opt/letters /opt/letters
COPY --from=source /srv/fairport/services/complaints services/complaints
ENTRYPOINT ["python", "-m", "services.complaints"]
CMD ["serve"]

FROM runtime AS credit
LABEL org.opencontainers.image.title="fairport-credit" \
      org.opencontainers.image.description="Ledger, score, gate and feed of Fairport"
COPY --from=source /srv/fairport/services/credit services/credit
ENTRYPOINT ["python", "-m", "services.credit"]
CMD ["serve"]

FROM runtime AS notify
LABEL org.opencontainers.image.title="fairport-notify" \
      org.opencontainers.image.description="Inbox, e-mail and dispatch log of Fairport"
COPY --from=source /srv/fairport/services/notify services/notify
ENTRYPOINT ["python", "-m", "services.notify"]
CMD ["serve"]
