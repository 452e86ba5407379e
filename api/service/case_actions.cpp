#include "api/service/case_actions.hpp"

#include "api/routes/term_lists.hpp"
#include "api/service/command_access.hpp"
#include "core/case/command.hpp"
#include "core/deciding/access.hpp"
#include "core/deciding/actions.hpp"
#include "storage/work/directory_reader.hpp"

namespace tiaojie::service {
namespace {

// The case as it is now and not as of the day, read once and not for every rule that asks for it.
class OneCase final : public storage::DirectoryReader {
public:
    OneCase(storage::Store& store, const CaseState& state)
        : DirectoryReader(store), state_(std::make_shared<const CaseState>(state)) {}

    std::shared_ptr<const CaseState> case_state(const Id& id) override {
        return id == state_->id ? state_ : DirectoryReader::case_state(id);
    }

private:
    std::shared_ptr<const CaseState> state_;
};

std::string_view command_chinese(std::string_view command) {
    const auto* list = http::find_word_list("CommandName");
    for (const auto& word : list->words)
        if (word.name == command) return word.chinese;
    return command;
}

}  // namespace

Json actions_view(const Call& call, const storage::CaseView& view) {
    OneCase directory{call.store, view.state};
    const auto& rules = call.store.rules();
    const Context context{call.today, directory, rules.policies, rules.calendar};
    const Envelope envelope{*At::parse(call.now), call.account().name, {}};
    const auto on = access_case(view.state);
    auto list = json_list();
    for (const auto& action : actions_on(view.state, envelope, context)) {
        if (may_give(call.account(), action.command, on) != Access::granted) continue;
        auto json = json_object();
        put(json, "do", action.command);
        put(json, "name", command_chinese(action.command));
        put(json, "allowed", !action.missing.has_value());
        auto missing = json_list();
        if (action.missing) {
            auto why = json_object();
            put(why, "code", action.missing->code);
            put(why, "message", action.missing->message);
            add(missing, std::move(why));
        }
        put(json, "missing", std::move(missing));
        add(list, std::move(json));
    }
    return list;
}

}  // namespace tiaojie::service
