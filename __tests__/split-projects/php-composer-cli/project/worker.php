<?php

require __DIR__ . '/vendor/autoload.php';

$log = new Psr\Log\NullLogger();
while (true) {
    $log->info('tick');
    sleep(60);
}
