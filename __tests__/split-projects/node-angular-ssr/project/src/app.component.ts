import { Component } from '@angular/core';

@Component({ selector: 'app-root', standalone: true, template: '<h1>Shop</h1>' })
export class AppComponent {}
