<?php

require __DIR__ . "/vendor/autoload.php";

echo (new Acme\Site\Page())->title(), "\n";
