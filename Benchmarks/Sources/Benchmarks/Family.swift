/// Mechanisms that are alike but for their size.
struct Family: Sendable {
  /// What grows.
  var name: String
  var sizes: [Int]
  /// The mechanism's text up to its properties.
  var mechanism: @Sendable (Int) -> String
  /// The class of coalitions, and what is assumed where none of them gains.
  var coalition: @Sendable (Int) -> String
  var given: @Sendable (Int) -> [String]

  static let all = [agents, parameters, steps, outcomes]

  /// A committee votes on a node's result; the node and a majority, unless an audit overturns them.
  static let agents = Family(
    name: "agents", sizes: [3, 5, 9, 101, 1001],
    mechanism: { size in
      """
      mechanism: committee
      parameters: {price: {default: 10}, cost: {default: 4}, deposit: {default: 20}, audit: {default: 1/4}}
      assume: [0 < cost < price, deposit >= 0, 0 <= audit <= 1]
      roles: {node: 1, mediator: \(size)}
      steps:
        - choose: node.result
          options: {correct: {cost: cost}, wrong: }
          honest: correct
          seen by: none
        - choose: mediator.vote
          options: {truth: {learns: node.result}, uphold: , reject: }
          honest: truth
        - {chance: audited, outcomes: {yes: audit, no: 1 - audit}}
        - let: rejections
          be: count(mediator where vote = reject or (vote = truth and node.result = wrong))
        - when: 2 * rejections > \(size) or (audited = yes and node.result = wrong)
          then: [{pay: deposit, from: node, to: burn}]
          else: [{pay: price, from: world, to: node}]

      """
    },
    coalition: { "{node: 1, mediator: \($0)}" },
    given: { _ in ["cost <= audit * (price + deposit)"] })

  /// A worker with several jobs at once, each with its own reward and fine.
  static let parameters = Family(
    name: "parameters", sizes: [3, 5, 9, 17],
    mechanism: { size in
      let jobs = 0..<(size / 2)
      let names = jobs.map { "saving\($0): {default: 1}, fine\($0): {default: 1}" }
      let steps = jobs.map {
        """
          - {choose: worker.job\($0), options: [do, skip], honest: do, seen by: none}
          - when: worker.job\($0) = skip
            then:
              - {pay: saving\($0), from: world, to: worker}
              - when: checked = yes
                then: [{pay: fine\($0), from: worker, to: burn}]

        """
      }
      let assumed = jobs.map { ", saving\($0) >= 0, fine\($0) >= 0" }.joined()
      return """
        mechanism: jobs
        parameters: {check: {default: 1/2}, \(names.joined(separator: ", "))}
        assume: [0 < check <= 1\(assumed)]
        roles: {worker: 1}
        steps:
          - {chance: checked, outcomes: {yes: check, no: 1 - check}, hidden: true}
        \(steps.joined())
        """
    },
    coalition: { _ in "{worker: 1}" },
    given: { size in (0..<(size / 2)).map { "saving\($0) <= check * fine\($0)" } })

  /// A worker works round after round, and is thrown out once it is caught.
  static let steps = Family(
    name: "steps", sizes: [1, 2, 3, 4, 6],
    mechanism: { size in
      let rounds = (0..<size).map {
        """
          - when: standing = 1
            then:
              - {choose: worker.turn\($0), options: [work, shirk], honest: work, seen by: none}
              - {chance: look\($0), outcomes: {yes: check, no: 1 - check}}
              - when: worker.turn\($0) = shirk and look\($0) = yes
                then:
                  - {let: standing, be: 0}
                  - {pay: fine, from: worker, to: burn}
                else:
                  - {pay: wage, from: world, to: worker}
                  - when: worker.turn\($0) = work
                    then: [{pay: effort, from: worker, to: burn}]

        """
      }
      return """
        mechanism: rounds
        parameters: {wage: {default: 3}, effort: {default: 1}, fine: {default: 1}, check: {default: 1/2}}
        assume: [0 < effort < wage, fine >= 0, 0 < check <= 1]
        roles: {worker: 1}
        steps:
          - {let: standing, be: 1}
        \(rounds.joined())
        """
    },
    coalition: { _ in "{worker: 1}" },
    given: { _ in ["effort <= check * (wage + fine)"] })

  /// A worker acts once it has seen which of several difficulties a job has.
  static let outcomes = Family(
    name: "chance outcomes", sizes: [2, 4, 8, 16, 32],
    mechanism: { size in
      let costs = (1...size).map { index in
        """
          - when: difficulty = d\(index) and worker.act = do
            then: [{pay: \(index) * effort, from: worker, to: burn}]

        """
      }
      let outcomes = (1...size).map { "d\($0): 1/\(size)" }.joined(separator: ", ")
      return """
        mechanism: difficulties
        parameters: {wage: {default: 3}, effort: {default: 1}, fine: {default: 1}, check: {default: 1/2}}
        assume: [wage >= 0, effort > 0, fine >= 0, 0 < check <= 1]
        roles: {worker: 1}
        steps:
          - {chance: difficulty, outcomes: {\(outcomes)}}
          - {choose: worker.act, options: [do, skip], honest: do, seen by: none}
        \(costs.joined())  - {chance: look, outcomes: {yes: check, no: 1 - check}}
          - when: worker.act = skip and look = yes
            then: [{pay: fine, from: worker, to: burn}]
            else: [{pay: wage, from: world, to: worker}]

        """
    },
    coalition: { _ in "{worker: 1}" },
    given: { ["\($0) * effort <= check * (wage + fine)"] })
}
