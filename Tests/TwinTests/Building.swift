import Exact
import Mechanisms
import Twin

// Short forms for mechanisms that the tests build.

func located(_ formula: Formula) -> Located<Formula> { Located(formula) }

func money(_ amount: Rational) -> Located<Formula> { Located(.number(amount)) }

func named(_ name: String, is option: String) -> Formula {
  .comparison(.equal, .own(name), .option(option))
}

func only(_ group: String, _ name: String, is option: String) -> Formula {
  .comparison(.equal, .attribute(of: group, name), .option(option))
}

func met(_ chance: String, is outcome: String) -> Formula {
  .comparison(.equal, .outcome(chance), .option(outcome))
}

func role(_ name: String, where condition: Formula? = nil) -> Group {
  Group(name, role: name, where: condition)
}

func mixture(_ parts: [(String, Rational)]) -> Mixture {
  Mixture(parts.map { Mixture.Part($0.0, Located(.number($0.1))) })
}

func mixed(_ parts: [(String, Rational)]) -> Prescription {
  Prescription([Prescription.Rule(take: mixture(parts))])
}

func choice(
  _ id: Int, by group: Group, _ attribute: String, _ options: [Option], honest: Prescription,
  seenBy audience: Choice.Audience = .everyone
) -> Step {
  Step(
    id: id,
    .choose([
      Choice(id: id, by: group, attribute, options: options, honest: honest, seenBy: audience)
    ]))
}

func pay(
  _ id: Int, _ amount: Formula, from source: Payment.Party, to target: Payment.Party
) -> Step {
  Step(id: id, .pay(Payment(located(amount), from: source, to: target)))
}

let world = Payment.Party.account(Mechanism.world)

func coin(_ id: Int, hidden: Bool) -> Step {
  Step(
    id: id, .chance(Chance("coin", mixture([("heads", half), ("tails", half)]), hidden: hidden)))
}

let half = Rational(1, 2)

let guesses = [Option("pass"), Option("heads"), Option("tails")]

/// A right guess wins, a wrong one loses the same.
func bet(_ id: Int, _ stake: Rational, on truth: Formula) -> [Step] {
  let isRight = Formula.comparison(.equal, .own("guess"), truth)
  let isPass = named("guess", is: "pass")
  return [
    pay(id, .number(stake), from: world, to: .agents(role("guesser", where: isRight))),
    pay(
      id + 1, .number(stake),
      from: .agents(role("guesser", where: .all([.not(isRight), .not(isPass)]))), to: world),
  ]
}

func guess(_ id: Int) -> Step {
  choice(id, by: role("guesser"), "guess", guesses, honest: Prescription("pass"))
}

func twin(
  _ roles: [Role], accounts: [Account] = [], _ steps: [Step], _ coalition: [String: Int] = [:],
  deviators: [String: Int]? = nil
) throws -> Twin {
  try Twin(
    Mechanism("test", roles: roles, accounts: accounts, steps: steps), parameters: [:],
    coalition: Coalition(coalition, deviators: deviators))
}

func size(_ count: Int) -> Located<Formula> { Located(.number(Rational(count))) }

func count(_ group: Group, is number: Int) -> Formula {
  .comparison(.equal, .count(group), .number(Rational(number)))
}

/// The kind of fault that something throws, if it throws one.
func fault(_ body: () throws -> Void) -> Fault.Kind? {
  do {
    try body()
    return nil
  } catch { return (error as? Fault)?.kind }
}
