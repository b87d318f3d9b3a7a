public import Exact

/// A market, as data: many deals by one mechanism, among agents who come and go.
///
/// Time is counted in ticks, whole numbers from 0. Money is that of the mechanism.
public struct Market: Hashable, Sendable {
  public var name: String
  public var about: String
  /// The mechanism's file, relative to the market's.
  public var mechanism: String
  /// How many deals are made; then no more begin, and those that are open are ended.
  public var deals: Int
  /// What the mechanism's parameters are; those not named are at their defaults.
  public var parameters: [String: Quantity]
  public var populations: [Population]
  public var cartels: [Cartel]
  /// How long choices take, by their names (`node.result`).
  public var paces: [String: Pace]
  /// The accounts that outlive a deal: one for all deals, instead of one for each.
  public var lasting: [String]
  /// What is remembered of the agents of a role.
  public var reputations: [Reputation]
  /// What goes wrong, each with its probability at each occasion.
  public var faults: [MarketFault: Rational]
  /// What money that is locked up costs, per unit of money and tick.
  public var interest: Rational
  public var location: Location

  public init(
    _ name: String = "", about: String = "", mechanism: String = "", deals: Int = 10_000,
    parameters: [String: Quantity] = [:], populations: [Population] = [], cartels: [Cartel] = [],
    paces: [String: Pace] = [:], lasting: [String] = [], reputations: [Reputation] = [],
    faults: [MarketFault: Rational] = [:], interest: Rational = 0, at location: Location = .code
  ) {
    self.name = name
    self.about = about
    self.mechanism = mechanism
    self.deals = deals
    self.parameters = parameters
    self.populations = populations
    self.cartels = cartels
    self.paces = paces
    self.lasting = lasting
    self.reputations = reputations
    self.faults = faults
    self.interest = interest
    self.location = location
  }

  /// A number of which finitely many values are possible.
  public enum Quantity: Hashable, Sendable {
    case fixed(Rational)
    /// Each value with its probability; they sum to 1. A uniform quantity is written out.
    case mixed([Rational: Rational])
  }

  /// A time that passes, in ticks.
  public enum Duration: Hashable, Sendable {
    case fixed(Int)
    /// Each whole number of the range is as likely.
    case uniform(ClosedRange<Int>)
    /// Rounded down to a whole number.
    case exponential(mean: Rational)
  }

  /// How long a choice takes, and how long it may.
  public struct Pace: Hashable, Sendable {
    public var duration: Duration
    /// After so many ticks the choice's timeout counts, if it has one; it is never late if nil.
    public var deadline: Int?

    public init(_ duration: Duration, deadline: Int? = nil) {
      self.duration = duration
      self.deadline = deadline
    }
  }

  /// Agents of one role who are alike.
  public struct Population: Hashable, Sendable {
    public var role: String
    /// How many there are at first.
    public var number: Int
    public var conduct: Conduct
    /// How many deals an agent may be in at a time.
    public var capacity: Int
    /// How long an agent waits, after a deal, before it looks for the next one.
    public var pause: Duration
    /// How long it takes until another such agent comes; none does if nil.
    public var arrival: Duration?
    /// How long an agent stays; for ever if nil.
    public var stay: Duration?
    /// In money, what an agent comes with; it makes no deal that might need more. As much as it needs if nil.
    public var capital: Rational?
    public var location: Location

    public init(
      _ role: String, _ number: Int, _ conduct: Conduct = .honest, capacity: Int = 1,
      pause: Duration = .fixed(1), arrival: Duration? = nil, stay: Duration? = nil,
      capital: Rational? = nil, at location: Location = .code
    ) {
      self.role = role
      self.number = number
      self.conduct = conduct
      self.capacity = capacity
      self.pause = pause
      self.arrival = arrival
      self.stay = stay
      self.capital = capital
      self.location = location
    }
  }

  /// What agents do who are no member of a cartel.
  public enum Conduct: String, Hashable, Sendable, CaseIterable {
    /// What is prescribed.
    case honest
    /// What has brought most on average so far, but for trials.
    case bestResponse = "best response"
    /// [Hart and Mas-Colell 2000]; positive parts are kept, as in [Tammelin 2014].
    case regretMatching = "regret matching"
    /// [Arora, Hazan and Kale 2012]
    case multiplicativeWeights = "multiplicative weights"
    /// Each plays one plan, and imitates others who have earned more, in proportion to how much more: in large
    /// populations, the replicator dynamics [Schlag 1998].
    case imitation

    public var learns: Bool { self != .honest }
  }

  /// Identities that one mind controls, who share what they know and what they earn.
  public struct Cartel: Hashable, Sendable {
    public enum Conduct: Hashable, Sendable {
      /// What a recorded attack says, in deals in which just its members take part; the record's file, relative
      /// to the market's.
      case scripted(String)
      /// It learns, as a single agent would.
      case learning(Market.Conduct)
    }

    public var conduct: Conduct
    /// How many agents of each role it has. Where it has a share of the deals, they come in addition to those
    /// of the market, and all take part in each of its deals; else they are some of those of the market, who
    /// take part in a deal as it happens. A scripted one has those of the recorded attack.
    public var members: [String: Int]
    /// Which share of all deals it brings its members to.
    public var share: Rational
    public var location: Location

    public init(
      _ conduct: Conduct, members: [String: Int] = [:], share: Rational = 0,
      at location: Location = .code
    ) {
      self.conduct = conduct
      self.members = members
      self.share = share
      self.location = location
    }
  }

  /// What is remembered of agents of a role from deal to deal.
  public struct Reputation: Hashable, Sendable {
    public var role: String
    /// What counts against the agents of the role in a deal, over the end of it; false where it speaks of what
    /// did not happen.
    public var offence: Located<Formula>
    /// After so many offences an agent is not dealt with any more.
    public var limit: Int
    /// In money, what it costs to come back under a new name; nobody does if nil.
    public var newName: Rational?

    public init(
      _ role: String, offence: Located<Formula>, limit: Int, newName: Rational? = nil
    ) {
      self.role = role
      self.offence = offence
      self.limit = limit
      self.newName = newName
    }
  }
}

/// Something that goes wrong in a market.
public enum MarketFault: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Whoever is asked has crashed, and answers nothing more in this deal.
  case crash
  /// An answer comes after its deadline.
  case late
  /// An answer is lost on its way.
  case loss
  /// An answer arrives twice.
  case duplication
  /// One who was drawn never answers.
  case silence
  /// The chain takes what it is told only later.
  case delay
  /// Of what arrives in one tick, the last comes first.
  case reordering
  /// Whoever is asked leaves the market for good.
  case departure

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
