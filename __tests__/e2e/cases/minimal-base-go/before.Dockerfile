FROM golang:1.19 AS build
WORKDIR /src
ENV CGO_ENABLED=0
COPY . .
RUN go build -trimpath -o /out/ . ./probe

FROM debian:bookworm-slim
ENV PATH=/opt/moon/bin:$PATH PHASE=full
WORKDIR /opt/moon
COPY --from=build /out bin
COPY pages pages
EXPOSE 8080
HEALTHCHECK --interval=1s CMD ["probe"]
USER 65534
CMD ["moon"]
