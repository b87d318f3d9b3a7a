extension CheckMateReader {
  mutating func readHistories() throws(Unreadable) {
    try json.open("[", "a list of histories")
    if try json.closes("]") {
      try json.window.report("there is no honest history to ask about", at: json.placeBehind)
      return
    }
    repeat {
      _ = try json.peek()
      let place = json.placeOfNext
      try json.open("[", "a history: a list of actions")
      var actions: [Phrase] = []
      if try !json.closes("]") {
        repeat {
          guard try json.peek() != UInt8(ascii: "[") else {
            throw json.window.fail(
              "histories with conditions, of a later format of CheckMate, are not supported",
              at: json.placeOfNext)
          }
          actions.append(try text("an action in quotes"))
        } while try json.goesOn(until: "]")
      }
      histories.append((place, actions))
    } while try json.goesOn(until: "]")
  }

  /// The histories as positions of actions.
  mutating func histories(in tree: GameTree) throws(Unreadable) -> [[Int]] {
    var histories: [[Int]] = []
    for (place, actions) in self.histories {
      if let history = try history(actions, at: place, in: tree) { histories.append(history) }
    }
    return histories
  }

  private mutating func history(
    _ actions: [Phrase], at place: Place, in tree: GameTree
  ) throws(Unreadable) -> [Int]? {
    var history: [Int] = []
    var node = tree.root
    for action in actions {
      if tree.edges(of: node).isEmpty {
        try json.window.report(
          "this history goes on with '\(shortened(action.text))' where the game is over",
          at: action.place)
        return nil
      }
      guard
        let edge = tree.edges(of: node).first(where: {
          tree.actions[tree.action(on: $0)] == action.text
        })
      else {
        let names = tree.edges(of: node).map { tree.actions[tree.action(on: $0)] }
        try json.window.report(
          unknown(
            "action", action.text, " after this history", among: names),
          at: action.place)
        return nil
      }
      history.append(tree.action(on: edge))
      node = tree.child(on: edge)
    }
    guard tree.edges(of: node).isEmpty else {
      try json.window.report("this history ends where the game is not over", at: place)
      return nil
    }
    return history
  }
}
