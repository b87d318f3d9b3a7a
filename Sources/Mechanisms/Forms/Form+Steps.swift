/// What the steps say.
extension Form {
  private static let mixture = Shape.either([.text, .map(.formula, named: "option")])
  static let prescription = Shape.either([
    mixture, .list(.either([.form(.rule), mixture])),
  ])

  static let choiceKeys = [
    Key(
      name: "choose",
      about: """
        Who chooses, and what the choice is called: role.attribute, such as node.result. Every agent of \
        the role (or of the drawn group) chooses one of the options.
        """,
      shape: .text, need: .required),
    Key(
      name: "options",
      about: "A list of names, or a map from each name to what the option costs and needs.",
      shape: .either([
        .list(.text), .map(.either([.form(.option), .nothing]), named: "option"),
      ]), need: .required),
    Key(
      name: "honest",
      about: """
        What is prescribed: an option; a mixture such as {check: audit, accept: 1 - audit}; or a list of rules of \
        which the first that applies counts, such as [{if: coin = heads, take: left}, right].
        """,
      shape: prescription, need: .required),
    Key(
      name: "where", about: "A condition on the agent, which narrows down who chooses.",
      shape: .formula),
    Key(
      name: "seen by",
      about: """
        Who sees the choice once the step is over: everyone (unless something else is said), none, or a list of \
        roles and drawn groups.
        """,
      shape: .listOrOne(.text)),
    Key(
      name: "timeout",
      about: """
        The option that counts for whoever lets the deadline pass, such as silence. It takes no condition. \
        Whether a choice has a deadline, a market says.
        """,
      shape: .text),
  ]

  static let optionKeys = [
    Key(name: "cost", about: "What taking it costs the agent, in money.", shape: .formula),
    Key(name: "if", about: "When it can be taken.", shape: .formula),
    Key(
      name: "learns",
      about: """
        What who takes it comes to know: a hidden chance, or a choice that was not seen, such as node.result.
        """,
      shape: .listOrOne(.text)),
  ]

  static let ruleKeys = [
    Key(name: "if", about: "When the rule applies; the last one always does.", shape: .formula),
    Key(
      name: "take", about: "An option, or a mixture of options with their probabilities.",
      shape: mixture, need: .required),
  ]

  static let togetherKeys = [
    Key(
      name: "together",
      about: "Choices of different roles that are made at once: nobody sees the others' before.",
      shape: .list(.form(.choice)), need: .required)
  ]

  static let chanceKeys = [
    Key(
      name: "chance",
      about: """
        Something that happens by chance, by its name; with a name such as node.machine, for each agent of the role \
        by itself.
        """,
      shape: .text, need: .required),
    Key(
      name: "outcomes", about: "What may come out, each with its probability.",
      shape: .map(.formula, named: "outcome"), need: .required),
    Key(
      name: "hidden", about: "Whether nobody sees it before it is learnt or revealed.",
      shape: .flag),
    Key(
      name: "where", about: "Of a chance of each agent: a condition on the agent.",
      shape: .formula, need: .sometimes),
  ]

  static let revealKeys = [
    Key(
      name: "reveal", about: "A hidden chance, or a choice that was not seen: now known to all.",
      shape: .text, need: .required)
  ]

  static let drawKeys = [
    Key(
      name: "draw", about: "A name for the agents who are drawn by chance, each as likely.",
      shape: .text, need: .required),
    Key(
      name: "from",
      about: "The role or group that they are drawn from, such as mediator where not in jury.",
      shape: .text, need: .required),
    Key(name: "count", about: "How many are drawn: 1 unless given.", shape: .formula),
  ]

  static let payKeys = [
    Key(
      name: "pay", about: "An amount of money; never negative.", shape: .formula, need: .required),
    Key(
      name: "from",
      about: """
        Who pays: an account, a role or a drawn group (each of them), such as judge where verdict = uphold.
        """,
      shape: .text, need: .required),
    Key(
      name: "to", about: "Who is paid: an account, a role or a drawn group (each of them).",
      shape: .text, need: .required),
  ]

  static let bindingKeys = [
    Key(name: "let", about: "A name for a value.", shape: .text, need: .required),
    Key(name: "be", about: "The value, as a formula.", shape: .formula, need: .required),
  ]

  static let whenKeys = [
    Key(name: "when", about: "A condition.", shape: .formula, need: .required),
    Key(name: "then", about: "The steps if it holds.", shape: .steps, need: .required),
    Key(name: "else", about: "The steps if it does not.", shape: .steps),
  ]

  static let roundsKeys = [
    Key(
      name: "repeat", about: "How many rounds: a number, or forever.", shape: .formula,
      need: .required),
    Key(name: "steps", about: "What happens in each round.", shape: .steps, need: .required),
    Key(
      name: "discount",
      about: "Of rounds without end: how much the money of the next round counts, from 0 to 1.",
      shape: .formula, need: .sometimes),
    Key(
      name: "keep",
      about: "Of rounds without end: the names (let) that last from round to round.",
      shape: .listOrOne(.text), need: .sometimes),
    Key(
      name: "until", about: "Of rounds without end: the condition that ends them.",
      shape: .formula, need: .sometimes),
  ]

  static let partKeys = [
    Key(
      name: "part",
      about: "Steps under a name, which may stand in several places and be replaced in variants.",
      shape: .name, need: .required),
    Key(
      name: "steps", about: "The steps; left out where the part only stands again.", shape: .steps),
  ]
}
