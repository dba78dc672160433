#pragma once
// An answer that is put together of several keys, while it is under way: what the cache gave, what is missing there,
// and what the store gave to fill a structure.

#include "backend/stores/store.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cachedeck::strategies {

struct Draft {
    // A row of a ranking or of places. Kept for the next answer, with its memory.
    struct Member {
        std::string name;
        double order = 0;     // score, or kilometres
        std::string row;      // canonical JSON
        bool missing = false; // the cache has no document of it
        std::string document; // what the store gave in its place, to be kept
    };
    std::vector<Member> members; // the first `count` count
    std::size_t count = 0, missing = 0;
    std::size_t given = 0; // of them, the first that are in the answer; set by StructureCode::finish()
    stores::Rows filling;  // Structure::fill
    std::string epoch;     // of the structure's guard, before the store was read (counting.hpp)

    Member& add()
    {
        if (count == members.size())
            members.emplace_back();
        auto& member = members[count++];
        member.missing = false;
        member.row.clear();
        return member;
    }
    void clear() noexcept
    {
        count = missing = given = 0;
        filling.clear();
        epoch.clear();
    }
};

} // namespace cachedeck::strategies
