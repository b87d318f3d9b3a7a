import Collusion
import Exact
import Interpretation
import Mechanisms
import Twin

/// Of all the ways in which a plan can go, one that shows most of what is not as prescribed, and of those the
/// one that contributes most to what is gained.
struct TellingPlay {
  let play: Play
  let coalition: Coalition
  /// How likely it is; nil where it was found by trying.
  let probability: Rational?
  /// In how many ways it can go; nil if they are too many.
  let ways: Int?

  /// More ways than this are not looked at one by one.
  private static let mostWays = 2_000
  /// More agents than this are not played.
  private static let mostAgents: Rational = 400
  /// So many ways are drawn at random instead.
  private static let draws: UInt64 = 32

  /// - Returns: nil where there are too many agents to be told.
  /// - Throws: whatever the twin throws.
  init?(
    of deviation: Deviation, by coalition: Coalition, harming victim: String?,
    at parameters: [String: Rational], on mechanism: Mechanism, _ property: Property
  ) throws {
    let domain = RationalDomain(parameters)
    let sizes = try mechanism.roles.map { try domain.number(of: $0.size) }
    guard sizes.reduce(0, +) <= Self.mostAgents else { return nil }
    let twin = try Twin(
      mechanism, parameters: parameters, coalition: coalition,
      prescribing: property.prescriptions)
    self.coalition = coalition
    do {
      // Where rounds never end, plays are of one round each, and this is only a weight.
      let honest = try twin.sincere.plays(following: deviation, limit: Self.mostWays)
        .reduce(0) { $0 + $1.probability * Self.money(in: $1, of: victim) }
      let plays = try twin.plays(following: deviation, limit: Self.mostWays)
      let weighed = plays.map { play in
        let gain = Self.money(in: play, of: victim) - honest
        return (
          play: play, deeds: Self.deeds(in: play, by: coalition, on: mechanism, property),
          weight: play.probability * gain
        )
      }
      let best = weighed.max { ($0.deeds, $0.weight) < ($1.deeds, $1.weight) }?.play
      guard let best else { return nil }
      (play, probability, ways) = (best, best.probability, plays.count)
    } catch let error as TwinError {
      guard case .tooManyPaths = error else { throw error }
      let plays = try (0..<Self.draws).map { try twin.play(following: deviation, seed: $0) }
      let best = plays.max { Self.money(in: $0, of: victim) < Self.money(in: $1, of: victim) }
      guard let best else { return nil }
      (play, probability, ways) = (best, nil, nil)
    }
  }

  /// At how many choices those who plan do not do what is always prescribed there.
  private static func deeds(
    in play: Play, by coalition: Coalition, on mechanism: Mechanism, _ property: Property
  ) -> Int {
    let choices = play.events.compactMap { event -> Int? in
      guard case .chose(let agent, _, let option, let moment) = event,
        coalition.kind(of: agent) != .honest,
        let choice = mechanism.choices.first(where: { $0.id == moment.step }),
        choice.prescription(under: property.prescriptions).always != option
      else { return nil }
      return choice.id
    }
    return Set(choices).count
  }

  /// What a play is judged by: the coalition's money, or the negative of the victims'.
  private static func money(in play: Play, of victim: String?) -> Rational {
    guard let victim else { return play.coalition }
    return -play.wallets.average(of: .outsiders(of: victim))
  }
}
