/// What properties say.
extension Form {
  private static let coalition = Shape.map(.formula, named: "role")
  private static let byzantine = Shape.either([
    coalition, .oneOf([Property.Byzantine.everyoneElseName]),
  ])

  static let propertyKeys = [
    Key(
      name: "coalition",
      about: """
        Who may plan together: at most so many agents of each role, such as {node: 1, mediator: (n - 1) / 2}, or \
        {size: k}, at most k agents of any roles.
        """,
      shape: coalition),
    Key(
      name: "given", about: "Conditions on the parameters, for this property only.",
      shape: .either([.listOrOne(.formula), .nothing])),
    Key(
      name: "usual",
      about: "Whether all parameters that the design does not leave open are at their defaults.",
      shape: .flag),
    Key(
      name: "prescribe",
      about: """
        Other prescriptions for this property only, such as {cloud.answer: agreed}: is that profile stable?
        """,
      shape: .map(prescription, named: "role.attribute")),
    Key(
      name: "claim",
      about: """
        What is claimed; that no coalition has a profitable deviation, unless something else is said.
        """,
      shape: .oneOf(MechanismReader.ClaimName.allCases.map(\.rawValue))),
    Key(
      name: "margin", about: "How much a coalition may gain, in money: 0 unless given.",
      shape: .formula),
    Key(
      name: "each member gains",
      about: """
        That no coalition gains so that each member does (weakly), or any member (strongly), by plans among which \
        a common coin may decide: k-resilience.
        """,
      shape: .oneOf(["weakly", "strongly", "true", "false"]), need: .sometimes),
    Key(
      name: "byzantine",
      about: """
        Others who do whatever they like meanwhile: at most so many agents of each role, or everyone else.
        """,
      shape: byzantine, need: .sometimes),
    Key(
      name: "identities",
      about: "How many more identities of each role the coalition may add, at their cost.",
      shape: coalition),
    Key(
      name: "for",
      about: "Of immunity and individual rationality: the roles whose agents are meant.",
      shape: .listOrOne(.text), need: .sometimes),
    Key(
      name: "floor",
      about: "Of individual rationality: what they expect at least, in money: 0 unless given.",
      shape: .formula, need: .sometimes),
    Key(
      name: "accounts",
      about: "Of conservation and solvency: the accounts that are meant; all unless given.",
      shape: .listOrOne(.text), need: .sometimes),
    Key(
      name: "as",
      about: "Of vanishes: where a parameter goes, such as deposit -> infinity or check -> 0.",
      shape: .text, need: .sometimes),
    Key(
      name: "quantity",
      about: "Of vanishes: what goes to zero; the largest gain unless given.",
      shape: .formula, need: .sometimes),
    Key(
      name: "solving for",
      about: "Of vanishes: parameters that are what they have to be in equilibrium.",
      shape: .listOrOne(.text), need: .sometimes),
    Key(
      name: "uniformly",
      about: "Of vanishes: whether one threshold is enough for all other parameters.",
      shape: .flag, need: .sometimes),
    Key(
      name: "beyond",
      about: "Of vanishes, uniformly: that threshold, as a formula in epsilon.",
      shape: .formula, need: .sometimes),
    Key(
      name: "assuming", about: "What is assumed about who is honest, in words.", shape: .text),
    Key(
      name: "expect",
      about: "The verdict that is expected: another one fails the check.",
      shape: .oneOf(Property.Expectation.allCases.map(\.rawValue))),
  ]
}
