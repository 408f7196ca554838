# One image for web, worker and the commands of operations; in practice also for the stand-ins.
# Node 24 and not 26, also an LTS: in Node 26 workflows would see JavaScript's own Temporal, whose
# clock the SDK does not make deterministic yet (temporalio/sdk-typescript issue 2269).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node ops/bootstrap.mjs build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS="--enable-source-maps --disable-warning=ExperimentalWarning"
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Practice keeps its generated keys here; production mounts its own and needs no folder.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
CMD ["node", "dist/ops/web.js"]
