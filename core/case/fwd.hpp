// The names alone, for who passes commands and events on without looking into them.
#pragma once

namespace tiaojie {

class Command;
class Event;
struct Envelope;
struct Recorded;

}  // namespace tiaojie
