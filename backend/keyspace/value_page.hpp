#pragma once
// Values by pages; nothing is ever read whole, however large it is.
//
// A page is asked for by its cursor: empty for the first page, then ValuePage::next. Strings, lists and sorted sets can
// be entered anywhere: their cursor is a decimal offset (byte, index, rank), see cursorAt(). Hashes and sets go by
// HSCAN/SSCAN, whose cursors only lead onwards, and which may give an element twice or, for a small one, more than
// asked for. Streams go by id, oldest first.

#include "backend/keyspace/metadata.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace cachedeck::keyspace {

struct Element {
    std::string name;  // hash: field; set, zset: member; list: index in decimal; stream: id
    std::string value; // hash: value; list: element; zset: score as the server writes it; set: empty
    std::vector<std::pair<std::string, std::string>> fields; // stream entries only
};

struct ValuePage {
    KeyType type = KeyType::None;  // as found now; None: the key is gone
    std::uint64_t total = 0;       // bytes of a string, else elements, as of this page
    std::uint64_t offset = 0;      // of the page's first byte or element, where the type has an order
    std::string bytes;             // strings only
    std::vector<Element> elements; // everything else
    std::string next;              // cursor of the next page; empty: this was the last
};

struct PageRequest {
    std::string key;
    KeyType type = KeyType::None;  // None: TYPE is asked first
    std::string cursor;            // empty: from the start
    std::size_t elements = 200;    // about so many elements
    std::size_t bytes = 64 * 1024; // of a string
    std::chrono::milliseconds deadline{2000};
};

// The cursor that enters a string, list or sorted set at an offset.
std::string cursorAt(std::uint64_t offset);

// When the key has another type by now, the page says so (type) and has nothing else in it: start again with that type.
runtime::Task<redis::Result<ValuePage>> readPage(redis::Connection& connection, PageRequest request);
void readPage(redis::Client& client, PageRequest request,
              std::function<void(redis::Result<ValuePage>)> handler); // on the IoThread

} // namespace cachedeck::keyspace
