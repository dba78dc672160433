#pragma once
// Events in words for people: translated, in the locale's numbers.

#include "backend/events/carrier.hpp"
#include "backend/events/event.hpp"
#include "backend/events/publisher.hpp"
#include "widgets/badge/tag.hpp"
#include "widgets/theme/path_look.hpp"

#include <QString>

namespace cachedeck::ui::words {

QString kind(events::Kind kind);             // "hit"; "event of the world"
theme::PathRole kindLook(events::Kind kind); // its curve's
QString what(const events::Event& event);    // its kind, or the last part of its type: "run_completed"
QString carrier(events::CarrierKind kind);   // "RabbitMQ"
badge::State linkState(events::LinkState state);
QString linkText(events::CarrierKind kind, const events::PublisherStatus& status); // "RabbitMQ connected"
QString took(const events::Event& event);      // "81.2 µs", where the event says it
QString operation(const events::Event& event); // "movie_by_id"
QString from(const events::Event& event);      // the path or the world: "cache-aside"
QString duration(double microseconds);         // "98.4 µs", "1.37 ms"

} // namespace cachedeck::ui::words
