Rails.application.routes.draw { root to: 'rails/health#show' }
