#pragma once
// Values in Cassandra's serialisation (native_protocol_v4.spec, 6 "Data Type Serialization Formats"), without I/O.
// Bytes come from anywhere: everything is bounded and fuzzed. Private to the room.
//
//   integers, counter, timestamp (ms), date (days since 1970), time (ns)   a whole number
//   boolean                                                                0 or 1
//   float, double                                                          a real
//   decimal, varint                                                        a number where it fits, else text
//   ascii, text, blob                                                      their bytes
//   uuid, timeuuid, inet, duration                                         text
//   list, set, tuple                                                       a JSON array
//   map, user-defined type                                                 a JSON object

#include "backend/workload/value.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::stores::cassandra {

enum class TypeId : std::uint16_t {
    Custom = 0x00,
    Ascii = 0x01,
    Bigint = 0x02,
    Blob = 0x03,
    Boolean = 0x04,
    Counter = 0x05,
    Decimal = 0x06,
    Double = 0x07,
    Float = 0x08,
    Int = 0x09,
    Timestamp = 0x0b,
    Uuid = 0x0c,
    Varchar = 0x0d,
    Varint = 0x0e,
    Timeuuid = 0x0f,
    Inet = 0x10,
    Date = 0x11,
    Time = 0x12,
    Smallint = 0x13,
    Tinyint = 0x14,
    Duration = 0x15,
    List = 0x20,
    Map = 0x21,
    Set = 0x22,
    Udt = 0x30,
    Tuple = 0x31
};

struct Type {
    TypeId id = TypeId::Blob;
    std::vector<Type> inner;        // of a list, set and tuple; key and value of a map; the fields of a UDT
    std::vector<std::string> names; // of a UDT's fields
};

// A cell's bytes (no bytes: NULL) as a value; empty where they are none of that type.
std::optional<workload::Value> decodeValue(const Type& type, std::optional<std::string_view> bytes);

// Appends `value` as a [value] of the protocol (its length and its bytes) for a parameter of that type. An error says
// why it cannot be one.
boost::system::result<void, std::string> appendValue(const workload::Value& value, const Type& type, std::string& out);

// Of a list, set, map, tuple or user-defined type, which is what those from TypeId::List on are. False: the bytes are
// none.
bool appendCollection(const Type& type, std::string_view bytes, std::string& json);
std::string hex(std::string_view bytes); // "0x00ff"

// Numbers in the protocol's byte order.
void appendNumber(std::string& out, std::uint64_t number, int bytes);
std::uint64_t readNumber(std::string_view bytes); // of at most eight

} // namespace cachedeck::stores::cassandra
