import Games
import Testing

@Suite("A profile of a random game")
struct StagedGameTests {
  private func isProved(_ property: ProfileProperty, _ game: StagedGame) throws -> Bool? {
    let (tree, profile) = game.game()
    let finding = try ProfileChecker().finding(on: property, of: profile, in: tree)
    switch finding.verdict {
    case .proved: return true
    case .broken: return false
    case .undecided, .vacuous: return nil
    }
  }

  @Test("is an equilibrium, subgame perfect and resilient exactly where trying every plan says so")
  func everyPlan() throws {
    var counts: [String: Int] = [:]
    for seed in 0..<150 as Range<UInt64> {
      let game = StagedGame(seed: seed)
      let alone = (0..<game.players).map { [$0] }
      let isEquilibrium = alone.allSatisfy { game.withstands($0) }
      #expect(try isProved(.nashEquilibrium, game) == isEquilibrium, "seed \(seed)")
      let isPerfect = game.subgames.allSatisfy { start in
        alone.allSatisfy { game.withstands($0, after: start) }
      }
      #expect(try isProved(.subgamePerfection, game) == isPerfect, "seed \(seed)")
      let groups = (1..<(1 << game.players) - 1).map { bits in
        (0..<game.players).filter { bits >> $0 & 1 == 1 }
      }
      let isResilient = groups.allSatisfy { game.withstands($0) }
      #expect(
        try isProved(.collusionResilience(mostMembers: nil), game) == isResilient, "seed \(seed)")
      counts["equilibrium \(isEquilibrium)", default: 0] += 1
      counts["perfect \(isPerfect)", default: 0] += 1
      counts["resilient \(isResilient)", default: 0] += 1
    }
    // Both answers occur, so that neither is right by always being given.
    #expect(counts.count == 6 && counts.values.allSatisfy { $0 >= 5 }, "\(counts)")
  }
}
