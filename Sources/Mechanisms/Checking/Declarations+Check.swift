/// Everything a mechanism declares by name, with its place, in the order of the file.
struct Declarations {
  enum Kind: String {
    case parameter = "a parameter"
    case role = "a role"
    case account = "an account"
    case attribute = "an attribute"
    case binding = "a binding"
    case chance = "a chance"
    case draw = "a drawn group"
    case option = "an option"

    /// What stands for a value in formulas; the others stand for agents or accounts.
    var isValue: Bool { self == .parameter || self == .binding || self == .chance }
    var isParty: Bool { self == .role || self == .account || self == .draw }
    /// What may be set again under its own name.
    var mayRepeat: Bool {
      self == .attribute || self == .binding || self == .chance || self == .draw || self == .option
    }
  }

  private var list: [(name: String, kind: Kind, location: Location)] = []

  mutating func add(_ name: String, _ kind: Kind, at location: Location) {
    list.append((name, kind, location))
  }

  /// Reports names that stand for two things where formulas could not tell which.
  func check(_ log: DiagnosticLog) {
    var values: [String: Kind] = [:]
    var parties: [String: Kind] = [
      Mechanism.world: .account, Mechanism.burn: .account,
    ]
    var attributes: Set<String> = []
    for (name, kind, location) in list {
      if kind == .attribute {
        if let before = values[name] {
          log.report(
            .declaredTwice(name, now: kind.rawValue, before: before.rawValue), at: location)
        }
        attributes.insert(name)
      } else if kind.isValue {
        if let before = values[name], before != kind || !kind.mayRepeat {
          log.report(
            .declaredTwice(name, now: kind.rawValue, before: before.rawValue), at: location)
        } else if attributes.contains(name) {
          log.report(
            .declaredTwice(name, now: kind.rawValue, before: Kind.attribute.rawValue), at: location)
        }
        values[name] = values[name] ?? kind
      } else if kind.isParty {
        if name == Mechanism.world || name == Mechanism.burn {
          log.report(.reservedAccount(name), at: location)
        } else if let before = parties[name], before != kind || !kind.mayRepeat {
          log.report(
            .declaredTwice(name, now: kind.rawValue, before: before.rawValue), at: location)
        }
        parties[name] = parties[name] ?? kind
      }
    }
    for (name, kind, location) in list where kind == .option {
      if let other = values[name] {
        log.report(.optionLikeAnother(name, what: other.rawValue), at: location)
      }
    }
  }
}
