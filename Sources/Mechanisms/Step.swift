import Exact

/// One step of a mechanism, with its identity in the mechanism and its place in the file.
public struct Step: Hashable, Sendable {
  /// Unique in a mechanism: steps are numbered in the order of the file, from 0, and each choice of a
  /// `together` has a number of its own.
  public var id: Int
  public var action: Action
  public var location: Location

  public init(id: Int, _ action: Action, at location: Location = .code) {
    self.id = id
    self.action = action
    self.location = location
  }

  public indirect enum Action: Hashable, Sendable {
    /// Choices that are made at once: one for `choose`, several (of different roles) for `together`.
    case choose([Choice])
    case chance(Chance)
    case ownChance(OwnChance)
    /// What was hidden or unseen is known to all from here.
    case reveal(Secret)
    case draw(Draw)
    case pay(Payment)
    /// Binds a name; a name bound again is replaced.
    case bind(String, Located<Formula>)
    case when(Located<Formula>, then: [Step], else: [Step])
    /// A fixed number of rounds.
    case rounds(Int, [Step])
    /// Infinitely many rounds; the last step of a mechanism.
    case forever(Repetition)
  }
}

/// Infinitely many rounds of the same steps, in which later money is worth less.
///
/// A round begins with what is kept, which all know; everything else is forgotten: attributes, draws, outcomes,
/// and what anybody saw. What is left in accounts at the end of a round is not touched again.
public struct Repetition: Hashable, Sendable {
  /// What money of the next round is worth in this one: at least 0, and less than 1.
  public var discount: Located<Formula>
  /// The bindings that last from round to round; each can have finitely many values.
  public var kept: [String]
  /// Whether it ends after a round; never if nil.
  public var until: Located<Formula>?
  public var steps: [Step]

  public init(
    discount: Located<Formula>, keeping kept: [String], until: Located<Formula>? = nil,
    _ steps: [Step]
  ) {
    self.discount = discount
    self.kept = kept
    self.until = until
    self.steps = steps
  }
}

/// Each agent of a group takes an option, which becomes its attribute.
public struct Choice: Hashable, Sendable {
  /// The number of this choice among the steps (see ``Step/id``).
  public var id: Int
  public var group: Group
  public var attribute: String
  public var options: [Option]
  public var prescription: Prescription
  public var audience: Audience
  /// The option that counts for whoever lets the deadline pass, if the rules say so. In a single deal nobody
  /// does; in a market there are clocks.
  public var timeout: String?
  public var location: Location

  public init(
    id: Int, by group: Group, _ attribute: String, options: [Option], honest: Prescription,
    seenBy audience: Audience = .everyone, timeout: String? = nil,
    at location: Location = .code
  ) {
    self.id = id
    self.group = group
    self.attribute = attribute
    self.options = options
    self.prescription = honest
    self.audience = audience
    self.timeout = timeout
    self.location = location
  }

  /// Who sees what was chosen, once the step is over.
  public enum Audience: Hashable, Sendable {
    case everyone
    /// The agents of these roles and drawn groups; nobody if there are none.
    case only([String])
  }
}

/// One option of a choice.
public struct Option: Hashable, Sendable {
  public var name: String
  /// Money that whoever takes it pays to the outside (`world`).
  public var cost: Located<Formula>?
  /// When the option can be taken; always if nil. Whoever is asked sees which options it has.
  public var condition: Located<Formula>?
  /// What whoever takes it then knows.
  public var learns: [Secret]
  public var location: Location

  public init(
    _ name: String, cost: Located<Formula>? = nil, if condition: Located<Formula>? = nil,
    learns: [Secret] = [], at location: Location = .code
  ) {
    self.name = name
    self.cost = cost
    self.condition = condition
    self.learns = learns
    self.location = location
  }
}

/// What can be learned or revealed: the outcome of a hidden chance, or an attribute of every agent of
/// a role (of whoever has it).
public enum Secret: Hashable, Sendable {
  case outcome(String)
  case attribute(role: String, String)
}

/// What an honest agent does at a choice: the first rule whose condition holds.
public struct Prescription: Hashable, Sendable {
  public var rules: [Rule]

  public init(_ rules: [Rule]) { self.rules = rules }

  /// Always one option.
  public init(_ option: String) { self.init([Rule(take: Mixture(option))]) }

  public struct Rule: Hashable, Sendable {
    /// Holds always if nil. The last rule of a prescription has no condition.
    public var condition: Located<Formula>?
    public var mixture: Mixture

    public init(if condition: Located<Formula>? = nil, take mixture: Mixture) {
      self.condition = condition
      self.mixture = mixture
    }
  }
}

/// Options (or outcomes) with their probabilities, which sum to 1.
public struct Mixture: Hashable, Sendable {
  public var parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }

  /// One option for certain.
  public init(_ option: String) { self.init([Part(option, Located(.number(1)))]) }

  public struct Part: Hashable, Sendable {
    public var name: String
    public var probability: Located<Formula>

    public init(_ name: String, _ probability: Located<Formula>) {
      self.name = name
      self.probability = probability
    }
  }

  /// The option, if there is only one.
  public var pure: String? { parts.count == 1 ? parts[0].name : nil }
}

/// One outcome for all, by chance.
public struct Chance: Hashable, Sendable {
  public var name: String
  public var outcomes: Mixture
  public var hidden: Bool

  public init(_ name: String, _ outcomes: Mixture, hidden: Bool = false) {
    self.name = name
    self.outcomes = outcomes
    self.hidden = hidden
  }
}

/// An independent chance of each agent of a group, which sets its attribute.
public struct OwnChance: Hashable, Sendable {
  public var group: Group
  public var attribute: String
  public var outcomes: Mixture
  public var hidden: Bool

  public init(of group: Group, _ attribute: String, _ outcomes: Mixture, hidden: Bool = false) {
    self.group = group
    self.attribute = attribute
    self.outcomes = outcomes
    self.hidden = hidden
  }
}

/// Picks agents at random without replacement; replaces an earlier draw of the same name.
public struct Draw: Hashable, Sendable {
  public var name: String
  public var group: Group
  /// How many, at least 1.
  public var count: Int

  public init(_ name: String, from group: Group, count: Int = 1) {
    self.name = name
    self.group = group
    self.count = count
  }
}

/// Money that changes hands.
public struct Payment: Hashable, Sendable {
  /// In money; what *each* agent of a group pays or gets. Over the agent's own attributes, too.
  public var amount: Located<Formula>
  public var source: Party
  public var target: Party

  public init(_ amount: Located<Formula>, from source: Party, to target: Party) {
    self.amount = amount
    self.source = source
    self.target = target
  }

  public enum Party: Hashable, Sendable {
    /// A declared account, `world` (the outside) or `burn`.
    case account(String)
    case agents(Group)
  }
}
