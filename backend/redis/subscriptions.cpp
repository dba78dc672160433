#include "backend/redis/subscriptions.hpp"

#include <algorithm>

namespace cachedeck::redis {
namespace {

// Which set a command or confirmation speaks of, by its first letter: (un)subscribe, p(un)subscribe, s(un)subscribe.
std::size_t kindOf(std::string_view word) noexcept
{
    if (word.size() > 9 && (word[0] == 'p' || word[0] == 'P'))
        return 1;
    if (equalsIgnoringCase(word, "ssubscribe") || equalsIgnoringCase(word, "sunsubscribe"))
        return 2;
    return 0;
}

bool isUnsubscription(std::string_view word) noexcept
{
    return word.size() >= 11 && equalsIgnoringCase(word.substr(word.size() - 11), "unsubscribe");
}

std::string_view firstWord(resp::View value)
{
    return value.isAggregate() && value.size() > 0 ? (*value.begin()).text() : std::string_view();
}

} // namespace

std::size_t Subscriptions::expected(const CommandWords& words) const
{
    if (words.arguments > 0)
        return words.arguments;
    return std::max<std::size_t>(1, m_names[kindOf(words.name)].size());
}

bool Subscriptions::isConfirmation(resp::View value)
{
    return isSubscription(firstWord(value));
}

void Subscriptions::note(resp::View confirmation)
{
    auto place = confirmation.begin();
    const auto word = (*place).text();
    if (++place == confirmation.end())
        return;
    auto& names = m_names[kindOf(word)];
    const std::string channel((*place).text());
    if (isUnsubscription(word))
        names.erase(channel);
    else
        names.insert(channel);
}

bool Subscriptions::isMessage(resp::View value) const
{
    if (value.type() != resp::Type::Array || !any())
        return false;
    const auto word = firstWord(value);
    return word == "message" || word == "pmessage" || word == "smessage";
}

bool Subscriptions::any() const noexcept
{
    return std::any_of(m_names.begin(), m_names.end(), [](const auto& names) { return !names.empty(); });
}

} // namespace cachedeck::redis
