// An example request for every route, and what the matrix expects of it beside what the table of routes says. A route
// without an example fails the matrix: whoever makes a new route says here how it answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/routes/route.hpp"

namespace tiaojie::test {

// What of the request lies in an area or not.
enum class Lies : std::uint8_t {
    nowhere,    // nothing: the same for every area (lists are cut to the area by themselves)
    in_target,  // what the path, the query or the body names: outside, it is as if it were not there
    with_owner  // what belongs to one account: another's is as if it were not there
};

struct RouteSample {
    std::string_view route{};
    std::string query{};  // "division={division}"
    std::string body{};
    Lies lies{Lies::nowhere};
    unsigned good{};             // to who may use it; 0: as the table says
    unsigned hidden{404};        // for what lies outside
    std::string content_type{};  // of the body, where it is no JSON
    bool uses_up_session{};      // to be asked with a session of its own
};

const RouteSample* sample_of(std::string_view route);

}  // namespace tiaojie::test
