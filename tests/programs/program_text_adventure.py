"""A state machine of rooms and commands, replayed from a script."""


class Room:
    def __init__(self, name, things=()):
        self.name = name
        self.things = list(things)
        self.exits = {}

    def connect(self, direction, other):
        opposite = {"north": "south", "south": "north", "east": "west", "west": "east"}
        self.exits[direction] = other
        other.exits[opposite[direction]] = self
        return other


class Player:
    def __init__(self, room):
        self.room, self.carried, self.moves = room, [], 0

    def do(self, command):
        verb, _, noun = command.partition(" ")
        handler = getattr(self, "do_" + verb, None)
        if handler is None:
            return f"I do not know how to {verb}."
        self.moves += 1
        return handler(noun)

    def do_go(self, direction):
        if direction not in self.room.exits:
            return "There is no way."
        self.room = self.room.exits[direction]
        return self.do_look("")

    def do_look(self, _):
        things = ", ".join(self.room.things) or "nothing"
        return f"{self.room.name}: you see {things}."

    def do_take(self, thing):
        try:
            self.room.things.remove(thing)
        except ValueError:
            return f"There is no {thing} here."
        self.carried.append(thing)
        return f"Taken: {thing}."

    def do_drop(self, thing):
        if thing not in self.carried:
            return f"You have no {thing}."
        self.carried.remove(thing)
        self.room.things.append(thing)
        return "Dropped."


hall = Room("Hall", ["lamp", "key"])
cellar = hall.connect("south", Room("Cellar", ["rat"]))
garden = hall.connect("east", Room("Garden"))
player = Player(hall)
script = ["look", "take lamp", "take sword", "go south", "dance", "drop lamp", "drop key",
          "go west", "look", "go north", "go east", "take rose"]
for command in script:
    print(">", command, "|", player.do(command))
words = {}
for i in range(1200):
    for word in player.do(script[i * 7 % len(script)]).split():
        words[word] = words.get(word, 0) + 1
print(player.moves, player.room.name, player.carried,
      sorted(words.items(), key=lambda item: (-item[1], item[0]))[:6])
