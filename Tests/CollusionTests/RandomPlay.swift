import Exact
import Interpretation
import Mechanisms

/// A small generator of random numbers that is the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Random parameters, coalitions and plans for a mechanism.
struct RandomPlay {
  let mechanism: Mechanism
  var generator: SeededGenerator

  init(_ mechanism: Mechanism, seed: UInt64) {
    self.mechanism = mechanism
    generator = SeededGenerator(seed: seed)
  }

  /// Parameters under which the assumptions hold; nil if none were found.
  mutating func parameters(with given: [Located<Formula>] = []) throws -> [String: Rational]? {
    for _ in 0..<2_000 {
      var point: [String: Rational] = [:]
      for parameter in mechanism.parameters { point[parameter.name] = value(of: parameter) }
      let domain = RationalDomain(point)
      if try (mechanism.assumptions + given).allSatisfy({ try domain.truth(of: $0) }) {
        return point
      }
    }
    return nil
  }

  private mutating func value(of parameter: Parameter) -> Rational {
    if parameter.isInteger { return Rational(Int.random(in: 1...4, using: &generator)) }
    let usual = parameter.defaultValue ?? 30
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return usual
    case 1: return Rational(Int.random(in: 0...1, using: &generator))
    case 2: return Rational(Int.random(in: 0...4, using: &generator), 4)
    default: return usual * Rational(Int.random(in: 1...6, using: &generator), 3)
    }
  }

  /// At most so many agents, at least one.
  mutating func coalition(at point: [String: Rational], most: Int = 3) throws -> Coalition {
    while true {
      var members: [String: Int] = [:]
      for role in mechanism.roles {
        let size = try RationalDomain(point).number(of: role.size).integer ?? 0
        members[role.name] = Int.random(in: 0...min(size, 2), using: &generator)
      }
      let coalition = Coalition(members)
      if (1...most).contains(coalition.size) { return coalition }
    }
  }

  /// A plan for the coalition, made up as the interpretation asks for it, with what the coalition earns
  /// there by it, and honestly.
  mutating func plan(
    of coalition: Coalition, in program: Program, at point: [String: Rational]
  ) throws -> (deviation: Deviation, earned: Rational, honest: Rational) {
    var choices: [InformationSet: [String: Int]] = [:]
    var generator = generator
    func money(deviating: Bool) throws -> Rational {
      let parties = coalition.members.map { role, members in
        (
          role,
          Walk<RationalDomain>.Party(
            members: Rational(members),
            deviators: Rational(deviating ? coalition.deviators[role] ?? 0 : 0))
        )
      }
      return try Walk(
        program, in: RationalDomain(point), coalition: Dictionary(uniqueKeysWithValues: parties)
      ) { question in
        guard let set = question.actual, let size = question.size.integer else { return .any }
        if let known = choices[set] { return .split(known) }
        var split: [String: Int] = [:]
        for _ in 0..<size {
          split[question.options.randomElement(using: &generator) ?? "", default: 0] += 1
        }
        choices[set] = split
        return .split(split)
      }.expectation()
    }
    let earned = try money(deviating: true)
    self.generator = generator
    return (Deviation(choices), earned, try money(deviating: false))
  }
}
