import Exact
import Mechanisms

extension World {
  /// Notes that something happened that must not, with what led to it.
  mutating func violate(_ kind: Violation.Kind, in deal: Int?) throws {
    notes.violationCount += 1
    mix(notes.violationCount)
    let violation = Violation(
      kind: kind, deal: deal.map { deals[$0].number }, tick: calendar.now,
      story: deal.map { story(of: $0) } ?? [])
    notes.violator = violation.deal
    if notes.violations.count < Notes.mostViolations { notes.violations.append(violation) }
    if isTold { try tell(.violated(violation)) }
  }

  /// The choices that led to where a deal is, and what went wrong at each.
  private func story(of deal: Int) -> [String] {
    var story: [String] = []
    var number = Int(deals[deal].node)
    if tree.nodes[number].kind == .question, !faults(at: number, of: deal).isEmpty {
      let choice = plan.choice(tree.nodes[number])
      story.append("\(choice): no answer\(faults(at: number, of: deal))")
    }
    while tree.nodes[number].parent >= 0 {
      let way = Int(tree.nodes[number].way)
      number = Int(tree.nodes[number].parent)
      let node = tree.nodes[number]
      guard node.kind == .question else { continue }
      let option = tree.options[Int(tree.branches[Int(node.firstBranch) + way].option)]
      story.append("\(plan.choice(node)): \(option)\(faults(at: number, of: deal))")
    }
    return story.reversed()
  }

  /// What went wrong in a deal where it was in a situation, in words.
  private func faults(at node: Int, of deal: Int) -> String {
    guard !troubles.isEmpty else { return "" }
    let faults = troubles[deal].filter { Int($0.node) == node }.map(\.fault.rawValue)
    return faults.isEmpty ? "" : " (\(faults.joined(separator: ", ")))"
  }

  /// What the market came to.
  var outcome: MarketOutcome {
    MarketOutcome(
      seed: seed, digest: Self.hexadecimal(digest), deals: settled, ticks: calendar.now,
      roles: Dictionary(
        zip(plan.roles.map(\.name), notes.roles.map(\.estimate)),
        uniquingKeysWith: { first, _ in first }),
      populations: plan.populations.indices.map(population), cartels: cartels,
      welfare: notes.welfare.estimate,
      burned: settled == 0
        ? 0 : tree.money(accounts[burn]).approximation / Double(settled),
      locked: calendar.now == 0 ? 0 : notes.locked / Double(calendar.now),
      timeToSettle: notes.durations.estimate, longest: notes.longest, choices: choices,
      strategies: strategies, timeouts: notes.timeouts, faults: notes.faults,
      lasting: Dictionary(
        plan.market.lasting.compactMap { name in
          plan.accounts.firstIndex(of: name).map {
            (name, .init(balance: tree.money(accounts[$0]), lowest: tree.money(lowest[$0])))
          }
        }, uniquingKeysWith: { first, _ in first }),
      newNames: notes.newNames, windows: notes.closed, violations: notes.violations,
      violationCount: notes.violationCount)
  }

  private var burn: Int { plan.accounts.firstIndex(of: Mechanism.burn) ?? 0 }

  private static func hexadecimal(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private var choices: [String: [String: Int]] {
    var choices: [String: [String: Int]] = [:]
    for node in tree.nodes where node.kind == .question {
      for index in Int(node.firstBranch)..<Int(node.firstBranch + node.branches) {
        choices[plan.choiceNames[Int(node.choice)], default: [:]][
          tree.options[Int(tree.branches[index].option)], default: 0] += tree.visits[index]
      }
    }
    return choices
  }

  private func population(_ number: Int) -> PopulationOutcome {
    let description = plan.populations[number]
    let noted = notes.populations[number]
    let own = minds.filter { $0.kind == number }
    return PopulationOutcome(
      role: description.role, conduct: description.conduct.rawValue,
      agents: present[plan.populationRoles[number]].count {
        Int(residents[Int($0)].population) == number
      },
      money: noted.money.estimate,
      capitalCost: noted.money.count == 0 ? 0 : noted.cost / Double(noted.money.count),
      asked: noted.asked, departed: noted.departed,
      departure: description.conduct.learns ? departure(of: own) : nil)
  }

  private var cartels: [CartelOutcome] {
    plan.visitingCartels.indices.map { index in
      let mind = minds.first { $0.kind == plan.populations.count + index }
      return CartelOutcome(
        name: plan.visitingCartels[index].name,
        money: (mind?.lately ?? notes.visitingCartels[index]).estimate,
        departure: mind.flatMap { departure(of: [$0]) })
    }
      + plan.residentCartels.indices.map { index in
        let mind = minds.first {
          $0.kind == plan.populations.count + plan.visitingCartels.count + index
        }
        return CartelOutcome(
          name: plan.residentCartels[index].title, money: mind?.lately.estimate ?? Sum().estimate,
          departure: mind.flatMap { departure(of: [$0]) })
      }
  }

  /// How far what minds did lately is from what is prescribed.
  private func departure(of minds: some Sequence<Mind>) -> Double? {
    var asked = 0
    var differences = 0.0
    for row in minds.lazy.flatMap(\.rows) {
      let times = row.taken.reduce(0, +)
      if times == 0 { continue }
      asked += times
      let difference = zip(row.meant, row.prescribed)
        .reduce(0) { $0 + abs($1.0 / Double(times) - $1.1) }
      differences += difference / 2 * Double(times)
    }
    return asked == 0 ? nil : differences / Double(asked)
  }

  /// What minds did lately in each information set, all minds together.
  private var strategies: [StrategyOutcome] {
    var taken: [Int: [Int]] = [:]
    var prescribed: [Int: [Double]] = [:]
    for row in minds.lazy.flatMap(\.rows) where row.taken.contains(where: { $0 > 0 }) {
      taken[row.set] = zip(taken[row.set] ?? row.taken.map { _ in 0 }, row.taken).map(+)
      prescribed[row.set] = row.prescribed
    }
    var options: [Int: [String]] = [:]
    for node in tree.nodes where node.kind == .question && options[Int(node.set)] == nil {
      options[Int(node.set)] = (Int(node.firstBranch)..<Int(node.firstBranch + node.branches))
        .map { tree.options[Int(tree.branches[$0].option)] }
    }
    return taken.sorted { $0.key < $1.key }.map { number, taken in
      let (book, set) = tree.sets[number]
      return StrategyOutcome(
        role: set.asked.role, informationSet: set,
        parameters: tree.books[book].parameters.filter {
          if case .mixed = plan.market.parameters[$0.key] { true } else { false }
        }, options: options[number] ?? [], prescribed: prescribed[number] ?? [], taken: taken)
    }
  }
}
