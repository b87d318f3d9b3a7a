/// An error of a mechanism that shows only when its steps are walked or played.
///
/// Two faults of one kind at different places are different: here, the location matters.
public struct Fault: Error, Hashable, Sendable {
  public var kind: Kind
  public var location: Location

  public init(_ kind: Kind, at location: Location) {
    self.kind = kind
    self.location = location
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.kind == right.kind && left.location.description == right.location.description
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(location.description)
  }

  public enum Kind: Hashable, Sendable {
    case negativePayment
    case divisionByZero
    case overdrawn(account: String)
    /// Money that is left in an account when all is over.
    case leftOver(account: String)
    /// A probability outside [0, 1], or probabilities that do not sum to 1.
    case notADistribution
    case tooFewToDraw(String)
    /// The prescribed option cannot be taken there.
    case prescribedOptionUnavailable(String)
    case noOptionAvailable
    /// A size that is not a whole number, or below zero.
    case notACount(of: String)
    /// Something that depends on how a group of symbolic size splits by chance, other than linearly.
    case notLinearInSplit
    /// A group too large to enumerate how it splits.
    case tooManySplits(of: String)
    /// How many of a coalition's alike members are asked depends on what it does not know.
    case numberAskedVaries
    /// `role.attribute` of a group that is not one agent.
    case notOneAgent(String)
    /// A discount below 0, or 1 and more.
    case notADiscount
    /// What is kept from round to round is not one of a few known values.
    case keptIsOpen(String)
    /// More different rounds than can be told apart.
    case tooManyRounds
    /// Both sides of a payment are groups, or a group other than one agent.
    case paymentBetweenGroups
    /// A `let` that is read on a path on which nothing was bound.
    case unbound(String)
    /// A choice that is never made.
    case unreachable

    /// Whether it tells of what can be walked, not of the mechanism itself.
    public var isLimit: Bool {
      switch self {
      case .notLinearInSplit, .tooManySplits, .numberAskedVaries, .tooManyRounds, .keptIsOpen: true
      default: false
      }
    }
  }
}
