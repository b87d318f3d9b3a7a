public import Mechanisms

/// Something in the rules that is not as it was, in the names of the new rules.
public struct RuleChange: Hashable, Sendable {
  public var subject: Subject
  public var kind: Kind
  /// The steps that it is inside of, outermost first.
  public var inside: [Branch]
  /// In the new file; in the old one for what is removed.
  public var location: Location

  public init(
    _ subject: Subject, _ kind: Kind, inside: [Branch] = [], at location: Location
  ) {
    self.subject = subject
    self.kind = kind
    self.inside = inside
    self.location = location
  }

  public enum Subject: Hashable, Sendable {
    case parameter(String)
    case assumption
    case role(String)
    case account(String)
    case design
    /// A step or choice by its label (see `Mechanism.labels`): the old one, if it has one.
    case step(String)
    /// An option of a choice, which is named by its label.
    case option(String, of: String)
    case property(String)
  }

  public enum Kind: Hashable, Sendable {
    /// With what a file says of it, if that is not in its name.
    case added(String?)
    case removed(String?)
    /// Comes after another step now, or first; it was inside of other steps, if these are given.
    case moved(after: String?, outOf: [Branch]?)
    /// An entry of the file says something else; nil stands for no such entry.
    case changed(entry: String, old: String?, new: String?)
  }

  /// Where a step with others inside it goes on.
  public struct Branch: Hashable, Sendable {
    /// The step by its label.
    public var step: String
    /// Whether it is the part where its condition does not hold.
    public var isElse: Bool

    public init(_ step: String, isElse: Bool = false) {
      self.step = step
      self.isElse = isElse
    }
  }
}
