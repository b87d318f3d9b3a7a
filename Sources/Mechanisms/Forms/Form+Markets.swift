/// What a market says.
extension Form {
  static let marketKeys = [
    Key(name: "market", about: "The name of the market.", shape: .name, need: .required),
    Key(name: "about", about: "What happens in it, in a few sentences.", shape: .text),
    Key(
      name: "mechanism",
      about: "The file with the rules of each deal, by its path from this one.",
      shape: .name, need: .required),
    Key(
      name: "deals",
      about: "How many deals are made: 10000 unless given. Then no more begin.", shape: .formula),
    Key(
      name: "parameters",
      about: """
        What the mechanism's parameters are in each deal; those that are not named are at their defaults.
        """,
      shape: .map(.either([.formula, .form(.quantity)]), named: "parameter")),
    Key(
      name: "agents",
      about: "Who takes part: for each kind of agents, their role, and how many there are.",
      shape: .list(.form(.population)), need: .required),
    Key(
      name: "cartels", about: "Those who act together.", shape: .list(.form(.cartel))),
    Key(
      name: "times",
      about: """
        How long choices take, by their names, such as node.result: one tick unless given.
        """,
      shape: .map(.form(.pace), named: "choice")),
    Key(
      name: "lasting", about: "The accounts that are the same in all deals, such as a jackpot.",
      shape: .listOrOne(.text)),
    Key(
      name: "reputation",
      about: "What is remembered from deal to deal of the agents of a role.",
      shape: .map(.form(.reputation), named: "role")),
    Key(
      name: "faults",
      about: """
        What goes wrong, and how probable it is at each occasion; or all, each with probability 1/100.
        """,
      shape: .either([.oneOf([allFaults]), .map(.formula, named: "fault")])),
    Key(
      name: "interest",
      about: "What money that is locked up costs, per unit of money and tick.", shape: .formula),
  ]

  /// What stands for each fault.
  static let allFaults = "all"

  static let populationKeys = [
    Key(name: "role", about: "The role that they have.", shape: .name, need: .required),
    Key(
      name: "number", about: "How many there are at first.", shape: .formula, need: .required),
    Key(
      name: "plays",
      about: "What they do: honest, unless another way to choose is given, which learns.",
      shape: .oneOf(Market.Conduct.allCases.map(\.rawValue))),
    Key(
      name: "capacity", about: "In how many deals one may be at a time: 1 unless given.",
      shape: .formula),
    Key(
      name: "pause",
      about:
        "How many ticks one waits, after a deal, before it looks for the next: 1 unless given.",
      shape: ticks),
    Key(
      name: "arrives", about: "How many ticks it takes until another one comes.", shape: ticks),
    Key(name: "stays", about: "How many ticks one stays; for ever unless given.", shape: ticks),
    Key(
      name: "capital",
      about: """
        The money that one comes with: it makes no deal that might need more. As much as it needs unless given.
        """,
      shape: .formula),
  ]

  static let cartelKeys = [
    Key(
      name: "plays",
      about: """
        What it does: what a recorded attack says, by the path of its file from this one; or a way to learn.
        """,
      shape: .name, need: .required),
    Key(
      name: "members",
      about: """
        Of one that learns: how many agents of each role belong to it. Without a share of the deals, they are \
        some of the market's; else they come in addition.
        """,
      shape: .map(.formula, named: "role"), need: .sometimes),
    Key(
      name: "share",
      about: "The share of the deals to which it brings its members, all of them to each.",
      shape: .formula, need: .sometimes),
  ]

  static let paceKeys = [
    Key(name: "takes", about: "How many ticks the choice takes.", shape: ticks, need: .required),
    Key(
      name: "deadline", about: "After so many ticks, the timeout of the choice counts.",
      shape: .formula),
  ]

  static let reputationKeys = [
    Key(
      name: "offence",
      about: """
        What counts against them, as a condition on the end of a deal, such as not upheld.
        """,
      shape: .formula, need: .required),
    Key(
      name: "limit", about: "After so many offences, nobody deals with one any more.",
      shape: .formula, need: .required),
    Key(
      name: "new name costs",
      about: "In money, what it costs to come back under another name; nobody does unless given.",
      shape: .formula),
  ]

  private static let ticks = Shape.either([.formula, .form(.duration)])

  private static let uniform = Key(
    name: "uniform", about: "Each whole number of a range is as likely, such as [5, 15].",
    shape: .list(.formula), need: .sometimes)

  static let quantityKeys = [
    uniform,
    Key(
      name: "values", about: "Each value with its probability.",
      shape: .map(.formula, named: "value"), need: .sometimes),
  ]

  static let durationKeys = [
    uniform,
    Key(
      name: "exponential", about: "The mean of a time that has no memory, rounded down.",
      shape: .formula, need: .sometimes),
  ]
}
