public import Mechanisms

/// A deal that is played path by path, with the choices open of all who follow no plan: so that it can be
/// unfolded into a tree, as far as that is needed.
///
/// Open are the choices of outsiders and, without a plan, of deviators and byzantine agents. Accomplices do
/// what is prescribed: where that is a mixture, by chance. So do those who plan in a situation that the plan
/// says nothing about, since others led there by not doing what is prescribed.
public final class Unfolding {
  private let twin: Twin
  private let script: Script
  private let conduct: Performance.Conduct
  private let marks: [Mark]
  private let asksTogether: Bool
  private let histories = Histories()
  /// The agents who do not stand for others.
  private let apart: Set<Int>

  /// - Parameters:
  ///   - deviation: What deviators and byzantine agents do.
  ///   - marks: Formulas to judge at the end of each path.
  ///   - lasting: Accounts whose balance outlives a deal, so that they may go below zero in one.
  ///   - asksTogether: Whether deviators without a plan, and byzantine agents, share what they know with
  ///     each other as if they had one.
  /// - Throws: a ``TwinError`` if there is no such account, or for a name in a mark that nothing declares.
  public init(
    of twin: Twin, following deviation: Deviation? = nil, judging marks: [Located<Formula>] = [],
    lasting: [String] = [], askingTogether asksTogether: Bool = false
  ) throws {
    var casting = twin.casting
    self.marks = try marks.map { try Mark($0, in: &casting) }
    var script = casting.script
    for name in lasting {
      guard let account = script.accounts.find(name) else {
        throw TwinError.undeclared(name, at: .code)
      }
      script.mayOwe[account] = true
    }
    self.asksTogether = asksTogether
    self.twin = twin
    self.script = script
    conduct = deviation.map { .abandoned($0, by: Leavers([])) } ?? .prescribed
    apart = Set(
      twin.roster.roles.flatMap { $0.agents.count == 1 ? $0.agents : $0.insiders })
  }

  /// What happens in a deal, or in one of its rounds without end, if these ways are taken at its first
  /// branchings, and the first way at every one after them.
  ///
  /// The branchings are those happenings that have a ``Happening/way``. When some are drawn, agents of whom
  /// nothing has set one apart stand for each other: nobody asked, drawn or met by a chance of its own; they
  /// are one way, whose weight is that of all of them.
  ///
  /// - Parameters:
  ///   - round: The round to play; from the first step to the first round if nil.
  ///   - ways: There have to be such ways; what is more than there are branchings is not looked at.
  /// - Throws: a ``PlanError`` where the plan does not fit; a ``TwinError``, if money was made or lost.
  /// - Complexity: O(agents + steps · those concerned).
  public func path(of round: RoundStart? = nil, taking ways: [Int]) throws -> OpenPath {
    let ways = OpenWays(ways, touched: apart)
    let path = Performance(
      script, by: twin.roster, chance: ways, conduct: conduct, histories: histories,
      respondent: ways, asksTogether: asksTogether)
    var fault: Fault?
    do {
      if round == nil {
        for (agents, cost) in twin.identities { try path.pay(cost, forIdentities: agents) }
      }
      try path.play(round?.round)
    } catch let found as Fault {
      fault = found
    } catch TwinError.unbound(let name, let location) {
      fault = Fault(.unbound(name), at: location)
    }
    return OpenPath(
      happenings: ways.happenings, next: path.next.map { RoundStart(round: $0) },
      marks: marks.map { fault == nil && $0.holds(in: path) }, fault: fault)
  }
}
