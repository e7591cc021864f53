#!/bin/sh
fortune | cowsay
