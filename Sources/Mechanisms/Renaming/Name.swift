/// Something that a mechanism gives a name to.
public struct Name: Hashable, Sendable {
  public var kind: Kind
  public var text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  public enum Kind: Hashable, Sendable {
    case mechanism, property, parameter, role, account, chance, binding
    /// A drawn group.
    case draw
    /// An attribute of the agents of a role.
    case attribute(of: String)
    /// An option of a choice or an outcome of a chance, by the attribute or chance that it is a value of, as
    /// formulas write it; of all those that are compared with each other or bound if empty, since one of them
    /// cannot have another name than in the others.
    case option(of: String)
  }
}

extension Name: Comparable {
  public static func < (left: Name, right: Name) -> Bool {
    let (first, second) = (left.kind.order, right.kind.order)
    return first == second ? left.text < right.text : first < second
  }
}

extension Name.Kind {
  /// By which names are ordered for reading.
  private var rank: Int {
    switch self {
    case .mechanism: 0
    case .parameter: 1
    case .role: 2
    case .account: 3
    case .draw: 4
    case .attribute: 5
    case .option: 6
    case .chance: 7
    case .binding: 8
    case .property: 9
    }
  }

  /// What it is of, if it is of something.
  var owner: String {
    switch self {
    case .attribute(let owner), .option(let owner): owner
    default: ""
    }
  }

  fileprivate var order: String { "\(rank) \(owner)" }
}
