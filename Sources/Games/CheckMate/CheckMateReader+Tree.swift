extension CheckMateReader {
  /// A node that is being read, and the edge of it that is.
  private struct Frame {
    /// The first of its edges.
    var start: Int
    var player: Int?
    var hasChildren = false
    var end: GameTree.Node?
    var action: Int?
    var child: GameTree.Node?
  }

  /// The edges of all nodes that are being read, the innermost node's last.
  private struct Edges {
    var list: [(action: Int, child: GameTree.Node)] = []
    /// For each action the depth of the innermost of these nodes that has an edge with it; for each edge, what that
    /// was before.
    private var users: [Int]
    private var formerUsers: [Int] = []

    init(actions: Int) { users = Array(repeating: -1, count: actions) }

    /// Whether the innermost node, which is at this depth, has an edge with an action.
    func has(_ action: Int, depth: Int) -> Bool { users[action] == depth }

    mutating func append(_ action: Int, _ child: GameTree.Node, depth: Int) {
      list.append((action, child))
      formerUsers.append(users[action])
      users[action] = depth
    }

    /// Forgets the edges of a node that was read.
    mutating func removeAll(from start: Int) {
      while list.count > start {
        let (action, _) = list.removeLast()
        users[action] = formerUsers.removeLast()
      }
    }
  }

  private enum State {
    case nodeKey, nodeEnd, edge, edgeKey, edgeEnd
  }

  /// Reads a tree. Its levels are kept in a list, since they may be many.
  mutating func tree() throws(Unreadable) -> GameTree {
    var builder = GameTreeBuilder(players: playerCount)
    for action in actions.names { _ = builder.action(action) }
    var edges = Edges(actions: actionCount)
    var frames: [Frame] = []
    var state = try beginNode(&frames, edges)
    while true {
      let depth = frames.count - 1
      switch state {
      case .nodeKey: state = try nodeKey(&frames[depth], &builder)
      case .edge:
        try json.open("{", "an edge: '{'")
        state = try json.closes("}") ? .edgeEnd : .edgeKey
      case .edgeKey:
        state =
          try edgeKey(&frames[depth], depth: depth, edges)
          ? beginNode(&frames, edges) : json.goesOn(until: "}") ? .edgeKey : .edgeEnd
      case .edgeEnd:
        try endEdge(&frames[depth], depth: depth, &edges)
        state = try json.goesOn(until: "]") ? .edge : afterNodeValue()
      case .nodeEnd:
        let frame = frames.removeLast()
        let node = try node(frame, edges.list[frame.start...], &builder)
        edges.removeAll(from: frame.start)
        if frames.isEmpty { return builder.tree(root: node) }
        frames[depth - 1].child = node
        state = try json.goesOn(until: "}") ? .edgeKey : .edgeEnd
      }
    }
  }

  private mutating func afterNodeValue() throws(Unreadable) -> State {
    try json.goesOn(until: "}") ? .nodeKey : .nodeEnd
  }

  private mutating func beginNode(
    _ frames: inout [Frame], _ edges: borrowing Edges
  ) throws(Unreadable) -> State {
    try json.open("{", "a node: '{'")
    guard frames.count < GameLimits.depth else {
      throw json.window.fail(
        "a game of more than \(GameLimits.depth) moves", at: json.placeBehind)
    }
    frames.append(Frame(start: edges.list.count))
    return try json.closes("}") ? .nodeEnd : .nodeKey
  }

  // MARK: - Keys

  /// The keys of nodes, edges and payoffs.
  enum NodeKey {
    case player, children, utility, action, child, value, unknown

    init(_ bytes: JSONReader.Bytes) {
      let (key, name): (NodeKey, StaticString) =
        switch (bytes.count, bytes.first) {
        case (6, 0x70): (.player, "player")
        case (6, _): (.action, "action")
        case (8, _): (.children, "children")
        case (7, _): (.utility, "utility")
        case (5, 0x63): (.child, "child")
        case (5, _): (.value, "value")
        default: (.unknown, "")
        }
      for offset in 0..<name.utf8CodeUnitCount where bytes[offset] != name.utf8Start[offset] {
        self = .unknown
        return
      }
      self = key
    }
  }

  private mutating func nodeKey(
    _ frame: inout Frame, _ builder: inout GameTreeBuilder
  ) throws(Unreadable) -> State {
    let bytes = try json.string("a key in quotes")
    switch NodeKey(bytes) {
    case .player:
      try allowOnce(frame.player == nil, "player")
      try json.colon()
      frame.player = try player()
    case .utility:
      try allowOnce(frame.end == nil, "utility")
      try json.colon()
      frame.end = try utility(&builder)
    case .children:
      try allowOnce(!frame.hasChildren, "children")
      frame.hasChildren = true
      try json.colon()
      try json.open("[", "a list of edges: '['")
      return try json.closes("]") ? afterNodeValue() : .edge
    default: try skip(bytes, of: "a node", ["player", "children", "utility"])
    }
    return try afterNodeValue()
  }

  /// Reads a key of an edge, with its value unless that is a node.
  ///
  /// - Returns: Whether a node comes.
  private mutating func edgeKey(
    _ frame: inout Frame, depth: Int, _ edges: borrowing Edges
  ) throws(Unreadable) -> Bool {
    let bytes = try json.string("a key in quotes")
    switch NodeKey(bytes) {
    case .action:
      try allowOnce(frame.action == nil, "action")
      try json.colon()
      let action = try action()
      if action < actionCount, edges.has(action, depth: depth) {
        try json.window.report(
          "this node already has the action '\(shortened(actions.names[action]))'",
          at: json.placeOfToken)
      }
      frame.action = action
    case .child:
      try allowOnce(frame.child == nil, "child")
      try json.colon()
      return true
    default: try skip(bytes, of: "an edge", ["action", "child"])
    }
    return false
  }

  mutating func allowOnce(_ isFirst: Bool, _ key: String) throws(Unreadable) {
    if !isFirst {
      try json.window.report("the key '\(key)' is given twice", at: json.placeOfToken)
    }
  }

  /// Reports a key that does not belong here, and steps over its value.
  mutating func skip(
    _ bytes: JSONReader.Bytes, of what: String, _ keys: [String]
  ) throws(Unreadable) {
    let key = String(decoding: bytes, as: UTF8.self)
    try json.window.report(
      key == "condition"
        ? "conditions in the tree, of a later format of CheckMate, are not supported"
        : unknown("key", key, " in \(what)", among: keys),
      at: json.placeOfToken)
    try json.colon()
    try json.skipValue()
  }

  // MARK: - Nodes and edges

  private mutating func endEdge(
    _ frame: inout Frame, depth: Int, _ edges: inout Edges
  ) throws(Unreadable) {
    if let action = frame.action, let child = frame.child {
      if action < actionCount, !edges.has(action, depth: depth) {
        edges.append(action, child, depth: depth)
      }
    } else {
      try json.window.report(
        "this edge needs '\(frame.action == nil ? "action" : "child")'", at: json.placeBehind)
    }
    frame.action = nil
    frame.child = nil
  }

  private mutating func node(
    _ frame: Frame, _ edges: ArraySlice<(action: Int, child: GameTree.Node)>,
    _ builder: inout GameTreeBuilder
  ) throws(Unreadable) -> GameTree.Node {
    let problem: String? =
      if frame.end != nil {
        frame.player != nil || frame.hasChildren
          ? "a node has either a 'utility' or 'player' and 'children'" : nil
      } else if frame.player == nil {
        frame.hasChildren ? "this node needs 'player'" : "this node needs 'player' or 'utility'"
      } else if !frame.hasChildren {
        "this node needs 'children'"
      } else {
        edges.isEmpty ? "this node has no actions" : nil
      }
    // Of actions that were rejected it was said already.
    if let problem, json.window.errors.isEmpty || !edges.isEmpty || !frame.hasChildren {
      try json.window.report(problem, at: json.placeBehind)
    }
    if let end = frame.end { return end }
    guard let player = frame.player, player < playerCount, !edges.isEmpty else {
      // Something to go on with: the tree is not used.
      let zero = builder.payoff(.zero)
      return builder.terminal(Array(repeating: zero, count: playerCount))
    }
    return builder.decision(of: player, edges)
  }

  // MARK: - Values

  /// The number of a player; a new one, which is reported, for one that was not declared.
  @inline(__always)
  mutating func player() throws(Unreadable) -> Int {
    let bytes = try json.string("a player in quotes")
    let known = players.count
    let number = players.number(of: bytes)
    if number == nil || number == known {
      try reportUnknown("player", bytes, among: players, playerCount)
    }
    return number ?? known
  }

  /// The same for an action.
  @inline(__always)
  private mutating func action() throws(Unreadable) -> Int {
    let bytes = try json.string("an action in quotes")
    let known = actions.count
    let number = actions.number(of: bytes)
    if number == nil || number == known {
      try reportUnknown("action", bytes, among: actions, actionCount)
    }
    return number ?? known
  }

  private mutating func reportUnknown(
    _ kind: String, _ bytes: JSONReader.Bytes, among table: NameTable, _ declared: Int
  ) throws(Unreadable) {
    let name = String(decoding: bytes, as: UTF8.self)
    try json.window.report(
      unknown(kind, name, among: table.names[..<declared]), at: json.placeOfToken)
  }
}
