FROM debian:12-slim
RUN TZ=Asia/Tokyo date -d @0 +%H > /hour
RUN date -d @0 +%H >> /hour; chmod 600 /hour
CMD ["cat", "/hour"]
