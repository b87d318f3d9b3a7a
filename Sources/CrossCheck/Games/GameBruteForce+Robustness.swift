import Games

extension GameBruteForce {
  /// A group that deviates, and others who do anything.
  struct Threat: Equatable {
    var group: PlayerGroup
    var faulty: PlayerGroup
  }

  /// Whether others than a group may do anything.
  var isAboutFaults: Bool { question.property == .collusionResilience && mostFaulty > 0 }

  private var mostFaulty: Int { question.mostFaulty ?? 0 }

  /// All threats that have to be withstood.
  var threats: [Threat] {
    let sets = PlayerGroup.all(among: game.players.count)
    return sets.filter { $0.count <= mostFaulty }.flatMap { faulty in
      sets.filter { $0.count <= question.mostDeviators ?? .max && $0.isDisjoint(with: faulty) }
        .map { Threat(group: $0, faulty: faulty) }
    }
  }

  /// Whether, whatever those do that are faulty, the group gains nothing by doing something else than what it would;
  /// without a group, whether nobody who is not among them gets less than in the honest outcome.
  func isRobust(
    _ strategy: Int, against threats: [Threat], _ amounts: [[Amount]]
  ) -> Bool {
    threats.allSatisfy { threat in
      strategies.deviations(from: strategy, of: threat.faulty).allSatisfy { disturbed in
        let usual = ends[0][disturbed]
        let isUnharmed = game.players.indices.allSatisfy {
          !threat.group.isEmpty || threat.faulty.contains(PlayerGroup(player: $0))
            || amounts[$0][usual] >= amounts[$0][honestEnd]
        }
        let most = gain(of: threat.group, in: usual, amounts)
        return isUnharmed
          && strategies.deviations(from: disturbed, of: threat.group).allSatisfy {
            gain(of: threat.group, in: ends[0][$0], amounts) <= most
          }
      }
    }
  }
}
