import { createApp } from 'vue';

createApp({ template: '<h1>Sketch</h1>' }).mount('#app');
