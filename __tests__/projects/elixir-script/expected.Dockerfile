FROM elixir:1.16-slim
WORKDIR /app
COPY greet.exs .
CMD ["elixir", "greet.exs"]
