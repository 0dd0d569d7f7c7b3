# syntax=docker/dockerfile:1
# The image holds what npm packs.
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm pack --pack-destination /
# Of a file npm installs the newest versions that fit; unpacked, those that its shrinkwrap names.
WORKDIR /app
RUN tar -xzf /evidence-graph-*.tgz --strip-components=1 && npm ci --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s --retries=5 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Why these: docs/decisions/0019-options-of-v8.md.
ENV MALLOC_ARENA_MAX=1
CMD ["node", "--max-semi-space-size=8", "--no-allocation-site-pretenuring", "dist/main.js", "serve"]
