// A store with the demo year of one town, a second town beside it and live cases in three villages; accounts of every
// role over a village, a town and all; and a server on it. Every answer is looked at: against the document, and for
// personal data that should be masked.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/words/vocabulary.hpp"
#include "tests/api/service/serve_process.hpp"
#include "tests/api/service/web_client.hpp"
#include "tests/cli/program.hpp"

namespace tiaojie::test {

inline const std::string world_today = "2022-06-01";
inline const std::string password = "Cesh1-kouling!";

inline const std::string whole_area = "350305000000";
inline const std::string town_area = "350305101000";
inline const std::string village_area = "350305101001";
inline const std::string other_village_area = "350305101201";
inline const std::string other_town_area = "350305102000";
inline const std::string other_town_village_area = "350305102001";

// What a request names: "{case}" in a path, a query or a body.
using Names = std::map<std::string, std::string>;
std::string filled(std::string text, const Names& names);

// Of the village, the other village of the same town, the village of the other town; and of nothing that there is.
enum class Where { village, other_village, other_town, nowhere };
const Names& names_of(Where where);

// The numbers, phones, addresses and children's names that no answer may show.
class Personal {
public:
    void learn(const std::string& json_lines);
    std::vector<std::string> shown_in(const std::string& text) const;
    const std::set<std::string>& numbers() const { return numbers_; }
    const std::set<std::string>& texts() const { return texts_; }

private:
    void learn(const Json& party);
    std::set<std::string> numbers_{};  // of digits
    std::set<std::string> texts_{};
};
const Personal& personal();

class World {
public:
    explicit World(const std::vector<std::string>& words = {});

    WebClient client();                         // signed in as nobody
    WebClient unwatched();                      // for what the document does not tell of: the web app
    WebClient& as(const std::string& account);  // signed in, once
    void remove_webhooks();
    static std::string account(Role role, const std::string& area);  // "clerk.town"
    const Json& document() const { return document_; }
    const Program& program() const { return program_; }
    ServeProcess& server() { return *server_; }
    void allow_personal(bool is_allowed) { is_personal_allowed_ = is_allowed; }

private:
    void look_at(const Asked& asked, const Answered& reply) const;

    Program program_{};
    std::unique_ptr<ServeProcess> server_{};
    Json document_{};
    std::map<std::string, WebClient> clients_{};
    bool is_personal_allowed_{false};
};

// The world of all tests that leave it as they found it, or do not mind what others do to it.
World& shared_world();

}  // namespace tiaojie::test
