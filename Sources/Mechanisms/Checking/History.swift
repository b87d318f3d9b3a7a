/// What one honest agent may have behind it, and what it then does not know.
///
/// Its own choices are concrete. Of the rest it matters only whether the agent knows it; so few
/// histories stand for many.
struct History: Hashable {
  /// What the agent may lack.
  enum Unknown: Hashable {
    case outcome(String)
    /// What agents of a role, asked as members of a group, have as an attribute.
    case attribute(role: String, String, group: String)
    /// Its own attribute, set by a hidden chance.
    case own(String)
    /// Something that has been replaced since, and cannot be learned any more.
    case past
  }

  struct Seen: Hashable {
    var role: String
    var attribute: String
    var group: String
  }

  /// What a formula's value is, as far as this history tells.
  enum Value: Hashable {
    case option(String)
    case truth(Bool)
    /// The agent knows it, or not; it is not the same in all plays with this history.
    case some
  }

  /// What holds inside a branch.
  struct Frame: Hashable {
    var assumedBefore: [Formula: Value]
    /// What the branch's condition read that the agent does not know.
    var unknown: Set<Unknown>
    var askedBefore: Bool
  }

  /// The agent's own attributes, where they are the same in all plays with this history.
  var own: [String: String] = [:]
  /// Own attributes that the agent knows, which differ between plays with this history.
  var varying: Set<String> = []
  /// The drawn groups that it is in.
  var memberships: Set<String> = []
  var unknown: Set<Unknown> = []
  /// What all agents of a group chose when they were last asked, which the agent saw.
  var seen: Set<Seen> = []
  /// What bindings were computed from that the agent did not know.
  var blocked: [String: Set<Unknown>] = [:]
  /// What being asked in the branches around tells.
  var assumed: [Formula: Value] = [:]
  var frames: [Frame] = []
  var wasAsked = false

  /// Forgets what was concluded from something that is set anew.
  mutating func replace(_ isIt: (Formula) -> Bool, lost: (Unknown) -> Bool) {
    func kept(_ assumed: [Formula: Value]) -> [Formula: Value] {
      assumed.isEmpty ? assumed : assumed.filter { !$0.key.contains(where: isIt) }
    }
    assumed = kept(assumed)
    for index in frames.indices {
      frames[index].assumedBefore = kept(frames[index].assumedBefore)
      frames[index].unknown = Set(frames[index].unknown.map { lost($0) ? .past : $0 })
    }
    for (name, unknowns) in blocked { blocked[name] = Set(unknowns.map { lost($0) ? .past : $0 }) }
  }

  /// The agent gets to know a secret.
  mutating func learn(_ secret: Secret, role: String) {
    func isTold(_ unknown: Unknown) -> Bool {
      switch (secret, unknown) {
      case (.outcome(let name), .outcome(let other)): name == other
      case (.attribute(let its, let name), .attribute(let other, let attribute, _)):
        its == other && name == attribute
      case (.attribute(let its, let name), .own(let attribute)): its == role && name == attribute
      default: false
      }
    }
    if case .attribute(let its, let name) = secret {
      if its == role, unknown.contains(.own(name)) { varying.insert(name) }
      seen.insert(Seen(role: its, attribute: name, group: its))
    }
    unknown = unknown.filter { !isTold($0) }
    for (name, unknowns) in blocked {
      let rest = unknowns.filter { !isTold($0) }
      blocked[name] = rest.isEmpty ? nil : rest
    }
    for index in frames.indices {
      frames[index].unknown = frames[index].unknown.filter { !isTold($0) }
    }
  }

  /// Takes a condition to hold, or not to.
  mutating func assume(_ formula: Formula, _ holds: Bool) {
    assumed[formula] = .truth(holds)
    switch formula {
    case .not(let part): assume(part, !holds)
    case .all(let parts) where holds: for part in parts { assume(part, true) }
    case .any(let parts) where !holds: for part in parts { assume(part, false) }
    case .comparison(let sign, let left, let right)
    where (sign == .equal) == holds && (sign == .equal || sign == .notEqual):
      if case .option(let name) = right { assumed[left] = .option(name) }
      if case .option(let name) = left { assumed[right] = .option(name) }
    default: break
    }
  }

  mutating func enterBranch(_ condition: Formula, _ holds: Bool, unknown: Set<Unknown>) {
    frames.append(Frame(assumedBefore: assumed, unknown: unknown, askedBefore: wasAsked))
    wasAsked = false
    assume(condition, holds)
  }

  /// Whoever was asked in the branch remembers what that told; the others forget it.
  mutating func leaveBranch(binding names: Set<String>) {
    guard let frame = frames.popLast() else { return }
    if !wasAsked || frame.unknown.isEmpty { assumed = frame.assumedBefore }
    wasAsked = wasAsked || frame.askedBefore
    if !frame.unknown.isEmpty {
      for name in names { blocked[name, default: []].formUnion(frame.unknown) }
    }
  }
}
