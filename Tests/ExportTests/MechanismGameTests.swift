import Exact
import Export
import Games
import Mechanisms
import Testing
import Twin

@Suite("A mechanism as a game")
struct MechanismGameTests {
  // MARK: - All that is shipped

  @Test("almost everything that is shipped makes a small tree")
  func shipped() async throws {
    let unrolled = try await Shipped.unrolled.value
    let missing = Set(Shipped.names).subtracting(unrolled.map(\.name))
    for name in missing where try Shipped.mechanism(name).repetition == nil {
      #expect(name == "lilypad-v2-grinding")
    }
    #expect(unrolled.count > 60)
    for one in unrolled {
      #expect(one.game.game.tree.historyCount <= Shipped.mostNodes)
    }
  }

  /// A plan for one agent, made up as it is asked, is worth in the tree what the twin expects of it, to that agent
  /// and to the first of each other role.
  @Test("what one agent does alone is worth the same in the tree and in the twin")
  func plans() async throws {
    var compared = 0
    for one in try await Shipped.unrolled.value {
      let tree = one.game.game.tree
      let actions = tree.actionsOfInformationSets
      for role in one.mechanism.roles.map(\.name) {
        let twin = try Twin(
          one.mechanism, parameters: one.point, coalition: Coalition([role: 1]))
        let agent = "\(twin.name(of: twin.roles.first { $0.name == role }?.agents.lowerBound ?? 0))"
        guard let player = one.game.game.players.firstIndex(of: agent) else { continue }
        for shift in 0..<3 {
          let (expected, plan) = try twin.expectation { set, asked, options in
            [options[(set.view.moment.step + shift) % options.count]: asked]
          }
          var profile = one.game.prescription
          for (number, set) in tree.informationSets.enumerated() where set.player == player {
            let option = plan.choices[one.game.knowledge[number]]?.first { $0.value > 0 }?.key
            guard let option else { continue }
            profile.probabilities[number] = actions[number].map {
              tree.actions[$0] == option ? 1 : 0
            }
          }
          let found = tree.expectedPayoffs(of: profile).compactMap(\.constant)
          for (player, money) in zip(one.game.game.players, found)
          where player.hasSuffix(" 1") || !player.contains(" ") {
            let own = expected.wallets.first { "\($0.agent)" == player }?.money
            #expect(own == money, "\(one.name), \(agent) alone: \(player)")
            compared += 1
          }
        }
      }
    }
    #expect(compared > 500)
  }

  @Test(
    "what is prescribed is an equilibrium of the tree where nobody gains alone, and else is not")
  func equilibria() async throws {
    var gains: [String: [Rational]] = [:]
    for found in try await Shipped.cases.value where found.size == 1 {
      gains[found.name, default: []].append(found.gain)
    }
    var verdicts = [0, 0]
    for one in try await Shipped.unrolled.value where one.game.game.tree.count < 150 {
      let own = gains[one.name] ?? []
      guard own.count == one.mechanism.roles.count else { continue }
      let finding = try ProfileChecker().finding(
        on: .nashEquilibrium, of: one.game.prescription, in: one.game.game)
      switch finding.verdict {
      case .proved:
        #expect(own.allSatisfy { $0 == 0 }, "\(one.name)")
        verdicts[0] += 1
      case .broken:
        #expect(own.contains { $0 > 0 }, "\(one.name)")
        verdicts[1] += 1
      case .undecided, .vacuous: Issue.record("\(one.name) is not decided")
      }
    }
    #expect(verdicts.allSatisfy { $0 > 10 }, "\(verdicts)")
  }
}
