import Exact
import Mechanisms

/// A mechanism at one parameter point as it is played: every name resolved to a small number, and
/// parameters to their values.
struct Script: Sendable {
  var steps: [Step] = []
  /// Names of options and outcomes; 0 is ``unset``.
  var options = Names([unset])
  var attributes = Names()
  var draws = Names()
  var bindings = Names()
  var outcomes = Names()
  /// The declared accounts, then `world` and `burn`.
  var accounts = Names()
  /// Whether each account may go below zero.
  var mayOwe: [Bool] = []
  /// The groups whose agents formulas count.
  var counted: [Gathering] = []
  /// Of each role, which column holds which attribute.
  var columns: [[Int: Int]] = []
  /// The role of each column.
  var columnRoles: [Int] = []

  struct Names: Sendable {
    private(set) var all: [String] = []
    private var numbers: [String: Int] = [:]

    init(_ names: [String] = []) { for name in names { _ = number(of: name) } }

    subscript(_ number: Int) -> String { all[number] }
    func find(_ name: String) -> Int? { numbers[name] }

    mutating func number(of name: String) -> Int {
      if let known = numbers[name] { return known }
      numbers[name] = all.count
      all.append(name)
      return all.count - 1
    }
  }

  /// All agents of a role, or those drawn under a name.
  enum Pool: Hashable, Sendable {
    case role(Int)
    case drawn(Int)
  }

  /// Agents of a pool who meet a condition.
  struct Gathering: Hashable, Sendable {
    var name: String
    var pool: Pool
    var role: Int
    var condition: Expression?
  }

  struct Phrase: Sendable {
    var expression: Expression
    var location: Location
  }

  struct Step: Sendable {
    var id: Int
    var action: Action
    var location: Location
  }

  indirect enum Action: Sendable {
    case choose([Choice])
    case chance(outcome: Int, Mixture, hidden: Bool)
    case ownChance(Gathering, attribute: Int, column: Int, Mixture, hidden: Bool)
    case reveal(Secret)
    case draw(name: Int, Gathering, count: Int)
    case pay(Phrase, from: Party, to: Party)
    case bind(Int, Phrase)
    case when(Phrase, then: [Step], else: [Step])
    case rounds(Int, [Step])
    case forever(Repetition)
  }

  /// Rounds without end.
  struct Repetition: Sendable {
    var id: Int
    var discount: Phrase
    /// The bindings that are kept.
    var kept: [Int]
    var until: Phrase?
    var steps: [Step]
  }

  var repetition: Repetition? {
    if case .forever(let repetition)? = steps.last?.action { repetition } else { nil }
  }

  enum Party: Sendable {
    case account(Int)
    case agents(Gathering)
  }

  enum Secret: Hashable, Sendable {
    case outcome(Int)
    case attribute(role: Int, Int)
  }

  struct Mixture: Sendable {
    var parts: [(name: Int, probability: Phrase)]
    var location: Location
  }

  struct Choice: Sendable {
    var id: Int
    var group: Gathering
    var attribute: Int
    var column: Int
    var options: [Option]
    var rules: [(condition: Phrase?, mixture: Mixture)]
    /// Nil if everyone sees it.
    var audience: [Pool]?
    /// The option that counts for whoever lets the deadline pass.
    var timeout: Int?
    var location: Location

    var hasMenu: Bool { options.contains { $0.condition != nil } }
  }

  struct Option: Sendable {
    var name: Int
    var cost: Phrase?
    var condition: Phrase?
    var learns: [Secret]
    var location: Location
  }
}
