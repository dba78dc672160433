#include "backend/redis/admission.hpp"

#include "backend/redis/command_words.hpp"

namespace cachedeck::redis {

std::unique_ptr<Error> refusalOf(std::string_view requests, const Gate* gate, const std::string& server)
{
    const bool gated = gate && gate->environment() != Environment::Demo;
    const auto whole = requests.size();
    while (!requests.empty()) {
        const auto words = readCommand(requests);
        const bool alone = words.size == whole;
        requests.remove_prefix(words.size);
        if (breaksOrder(words) || (!alone && isSubscription(words.name))) {
            return std::make_unique<Error>(Error{ErrorKind::Gate, nameForMessages(words), server,
                                                 alone ? "this command would put the replies out of order"
                                                       : "a subscription cannot be part of a pipeline",
                                                 alone ? "" : "Send it alone."});
        }
        if (!gated)
            continue;
        const auto allowed =
            gate->check(words.name, isContainer(words.name) ? words.first : std::string_view(), server);
        if (!allowed)
            return std::make_unique<Error>(allowed.error());
    }
    return nullptr;
}

} // namespace cachedeck::redis
