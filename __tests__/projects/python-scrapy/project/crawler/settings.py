BOT_NAME = "crawler"
SPIDER_MODULES = ["crawler.spiders"]
