/// What a mechanism declares.
extension Form {
  static let mechanismKeys = [
    Key(
      name: "mechanism", about: "The name of the mechanism, such as random-mediator.",
      shape: .name, need: .required),
    Key(name: "about", about: "What happens in it, in a few sentences.", shape: .text),
    Key(
      name: "source", about: "The publication or the code that it is taken from.", shape: .text),
    Key(
      name: Composition.Key.base,
      about: """
        Another mechanism file, by its path from this one. Its content is taken over but for what is written \
        here: parameters, roles and accounts replace those of the same name, assumptions are added, entries of \
        a property replace those of the property of the same name, a property with nothing in it is left out.
        """,
      shape: .name, need: .sometimes),
    Key(
      name: "parameters",
      about: """
        The quantities that formulas speak of: prices, deposits, probabilities, sizes. Every question is \
        asked for all their values that are assumed to be possible.
        """,
      shape: .either([.map(.either([.form(.parameter), .nothing]), named: "parameter"), .nothing])),
    Key(
      name: "assume",
      about: """
        Conditions on the parameters that every question is asked under, such as 0 <= guess < cost < price.
        """,
      shape: .either([.listOrOne(.formula), .nothing])),
    Key(
      name: "roles",
      about: """
        The kinds of participants, with how many there are of each: a number, or a formula of parameters for \
        a size that stays a symbol.
        """,
      shape: .map(.either([.form(.role), .formula]), named: "role"), need: .required),
    Key(
      name: "accounts",
      about: """
        Where money is kept between payments, such as escrow. The accounts world (everything outside) and burn \
        are always there.
        """,
      shape: .either([
        .list(.text), .map(.either([.form(.account), .nothing]), named: "account"), .nothing,
      ])),
    Key(
      name: "steps", about: "What happens, one step after the other.", shape: .steps,
      need: .required),
    Key(
      name: Composition.Key.parts,
      about: """
        Other steps for parts: each name is that of a part among the steps, and what it stands for replaces the \
        steps of that part.
        """,
      shape: .map(.steps, named: "part"), need: .sometimes),
    Key(
      name: "design",
      about: "What is left to who builds it, for which the cheapest safe choice is looked for.",
      shape: .form(.design)),
    Key(
      name: "properties", about: "What is claimed of the mechanism, each claim under a name.",
      shape: .either([.map(.either([.form(.property), .nothing]), named: "property"), .nothing])),
  ]

  static let parameterKeys = [
    Key(name: "about", about: "What it is, in words.", shape: .text),
    Key(
      name: "type", about: "Whether it is any number (real) or a whole one (integer).",
      shape: .oneOf(["real", "integer"])),
    Key(
      name: "default",
      about: """
        Its usual value, such as 10, 1/4 or 0.1. It does not limit what is asked: a property that is proved \
        holds for all values that are assumed to be possible.
        """,
      shape: .formula),
  ]

  static let roleKeys = [
    Key(
      name: "size", about: "How many agents there are of it.", shape: .formula, need: .required),
    Key(
      name: "identity", about: "What one more identity of this role costs, in money.",
      shape: .formula),
  ]

  static let accountKeys = [
    Key(
      name: "may go below zero", about: "Whether it may lend more than it has.", shape: .flag)
  ]

  static let designKeys = [
    Key(
      name: "over", about: "The parameters that the designer chooses.", shape: .listOrOne(.text),
      need: .required),
    Key(
      name: "minimise", about: "What they cost, such as deposit + 100 * check.", shape: .formula,
      need: .required),
  ]
}
