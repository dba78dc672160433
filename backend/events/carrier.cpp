#include "backend/events/carrier.hpp"

#include "backend/events/in_process.hpp"
#ifdef CACHEDECK_WITH_RABBITMQ
#include "backend/events/rabbitmq.hpp"
#endif
#ifdef CACHEDECK_WITH_KAFKA
#include "backend/events/kafka.hpp"
#endif

namespace cachedeck::events {

Result<std::shared_ptr<Carrier>> makeCarrier(const BrokerUrl& url)
{
    switch (url.carrier) {
    case CarrierKind::InProcess:
        return std::shared_ptr<Carrier>(std::make_shared<InProcess>());
    case CarrierKind::RabbitMq:
#ifdef CACHEDECK_WITH_RABBITMQ
        return std::shared_ptr<Carrier>(std::make_shared<RabbitMq>(url));
#else
        break;
#endif
    case CarrierKind::Kafka:
#ifdef CACHEDECK_WITH_KAFKA
        return std::shared_ptr<Carrier>(std::make_shared<Kafka>(url));
#else
        break;
#endif
    }
    return Error{ErrorKind::NotBuiltIn, url.withoutPassword(),
                 std::string(name(url.carrier)) + " was not built into this CacheDeck",
                 "Install its client library and build again (packaging/dependencies names it)."};
}

} // namespace cachedeck::events
