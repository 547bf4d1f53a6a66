### Ce qui est dit en français. Voir `README.md` : l’espace insécable devant « : », « » et « % », l’espace fine devant « ; », « ? » et « ! ».

## Mots

or = { " ou " }
semicolon = { "" } ;
quoted = « { $text } »
and-more = { $list } et { $count } de plus
and-more-all = et { $count } de plus : --all les montre
said-of = { $about } : { $said }
named-code = { $name } ({ $code })
row = ligne { $row }
row-of-source = { $source }, ligne { $row }
row-of-sheet = ligne { $row } de la feuille « { $sheet } »
sheet-and-row = feuille { $sheet }, ligne { $row }
row-and-column = ligne { $row }, { $column }
sheet-of-file = { $file }, feuille { $sheet }
standard-input = entrée standard
standard-output = sortie standard
letter-of-column = colonne { $letter }
all-countries = tous les pays
all-other-countries = tous les autres pays
global-contacts = Contacts mondiaux
contact-count = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
offer-count = { $count ->
    [one] { $count } offre
   *[other] { $count } offres
}

## Les colonnes du modèle, telles que les messages les nomment

column-name = Nom
column-email = Adresse e-mail
column-job-title = Poste
column-role = Rôle
column-countries = Pays/Régions
column-states = États/Provinces

## Constats : le fichier et son en-tête

empty = il n’y a rien dedans : une liste commence par l’en-tête Name,Email,Job title,Role,Countries/Regions,States/Provinces (`cosell template` en écrit un)
encoding-unsure = l’encodage est deviné d’après un mot ou deux : en { $encoding }, on lit { $words } ; si c’est faux, précisez l’encodage avec --encoding
encoded = le texte est en { $encoding }, et le portail lit l’UTF-8
encoded-words = le texte est en { $encoding }, et le portail lit l’UTF-8 ; on y lit { $words } (si c’est faux, précisez l’encodage avec --encoding)
delimited-by-tabs = les cellules sont séparées par des tabulations, et le portail lit des virgules
delimited = les cellules sont séparées par `{ $delimiter }`, et le portail lit des virgules
sep-line = la première ligne est « { $line } », que seul Excel comprend ; le portail la prend pour l’en-tête
contacts-above = des contacts, ou un autre en-tête, se trouvent au-dessus de l’en-tête de la ligne { $row } : mettez un seul en-tête au-dessus de tous les contacts
header-reordered = un autre en-tête se trouve ici, avec ses colonnes dans un autre ordre : mettez ces lignes sous le premier en-tête
under-reordered = la ligne se trouve sous l’en-tête de la ligne { $row }, dont les colonnes ne sont pas dans l’ordre du premier
header-below = l’en-tête est à la ligne { $row } ; ce qui se trouve au-dessus est laissé de côté
sheet-chosen = d’autres feuilles ne sont pas lues : { $sheets } (--sheet NOM en lit une, --all-sheets toutes celles qui ont des contacts)

## Constats : les colonnes

header-in-one-cell = chaque ligne est une seule cellule entre guillemets, ou d’une seule colonne : la ligne { $row } réunit { $labels } ; répartissez les lignes en colonnes (dans Excel : Données, Convertir) et enregistrez de nouveau la liste
header-missing = aucune ligne ne nomme les colonnes d’une liste de contacts (Nom, Adresse e-mail, Poste, Rôle... ou Name, Email, Job title, Role...) : mettez cet en-tête au-dessus des contacts, ou dites quelle colonne est laquelle avec --map "Libellé=Colonne"{ $candidates }
column-missing = il manque la colonne { $column } ; nommez-la avec --map "LIBELLÉ={ $column }", ou donnez une valeur pour toutes les lignes avec --set "{ $column }=VALEUR" (la liste a : { $seen })
column-missing-near = il manque la colonne { $column } ; est-ce « { $near } » ? Ajoutez alors --map "{ $near }={ $column }" (la liste a : { $seen })
column-duplicate = « { $label } » désigne { $column }, tout comme « { $first-label } » (colonne { $first }) : renommez ou supprimez l’une des deux, ou tranchez avec --map
column-unknown = « { $label } » n’est pas une colonne du modèle : laissée de côté
column-unknown-near = « { $label } » n’est pas une colonne du modèle : laissée de côté ; si c’est { $column }, ajoutez --map "{ $label }={ $column }"
column-honorific = « { $label } » précède le prénom : c’est donc la civilité (M., Mme, Dr), laissée de côté
column-replaced = « { $label } » est laissée de côté, car --map prend une autre colonne pour { $column }
column-overruled = « { $label } » est laissée de côté, car --set donne une valeur à { $column }
column-aside = « { $label } » est laissée de côté, car « { $taken } » passe avant elle pour { $column }
column-second = « { $label } » vaut { $column } dans les lignes où « { $first } » est vide ; ailleurs, elle est laissée de côté
column-joined = { $column } est composé de { $labels }

## Constats : les lignes et la liste entière

row-long = la ligne a { $cells } cellules sous { $expected } colonnes : une virgule se trouve-t-elle dans une cellule sans guillemets ? Une liste de pays en a besoin : "US, CA"
beyond-columns = du texte se trouve à droite de la dernière colonne, jusqu’à la colonne { $letter } : appartient-il à une colonne à part, ou la ligne est-elle décalée ?
row-short = la ligne a { $cells } cellules sur { $expected } : est-elle coupée par un saut de ligne, ou manque-t-il une virgule ?
shifted = « { $text } » n’a pas de guillemets : le texte a débordé de { $to } sur les colonnes suivantes
shifted-either = une virgule sans guillemets a décalé la ligne, et il y a plusieurs lectures : { $readings }. Mettez entre guillemets le texte voulu
quote-unclosed = un guillemet qui s’ouvre ici n’est jamais fermé : tout le reste du fichier ne serait qu’une cellule
undecodable = des octets ne sont pas du { $encoding }, et des lettres sont perdues : précisez l’encodage avec --encoding, ou enregistrez le fichier en « CSV UTF-8 » dans Excel
rows-in-cell = un guillemet s’ouvre ici et se ferme dans une ligne plus bas : plusieurs lignes n’en font qu’une ; supprimez-le, ou fermez-le dans sa cellule
not-text = un objet se trouve là où le texte de { $column } est attendu
key-repeated = l’objet a deux fois { $column } : laquelle est la bonne ne se devine pas
totals = une ligne de totaux : laissée de côté
header-repeated = encore l’en-tête : laissé de côté
contact-repeated = de nouveau la même adresse e-mail avec le même rôle (l’adresse figure d’abord à la { $first }) : gardez une seule ligne avec les pays des deux
contact-conflict = la { $first } a la même adresse e-mail, et autre chose ici : laquelle est la bonne ?
sales-missing = { $country } a des contacts, mais aucun contact Partner sales ; l’offre n’y est pas « Co-sell Ready »
sales-missing-global = aucun contact Partner sales ne couvre tous les pays (OOO), alors que d’autres contacts les couvrent
market-uncovered = personne ne couvre ce marché : { $country }

## Constats : les cellules

missing = rien sous { $column } ; le portail y veut une valeur à chaque ligne
whitespace = des espaces superflus
invisible = un caractère invisible ({ $code })
not-normalized = des lettres dans un codage inhabituel (pleine chasse, ou accents séparés de leurs lettres)
formula = commence par `{ $first }`, ce qu’un tableur exécuterait comme une formule : écrivez-le en texte simple
error-cell = une erreur de tableur au lieu d’une valeur : corrigez la formule d’où elle vient
special = `{ $character }` est un caractère spécial ; les documents du portail n’en admettent aucun dans { $column }, sans dire lesquels le sont
email-no-at = pas une adresse e-mail : il manque le @
email-several-ats = pas une adresse e-mail : il y a plus d’un @
email-no-local-part = pas une adresse e-mail : il n’y a rien avant le @
email-no-domain = pas une adresse e-mail : il n’y a rien après le @
email-no-dot = le domaine n’a pas de point : personne ne peut écrire à cette adresse de l’extérieur
email-space = il y a une espace dans l’adresse
email-character = `{ $character }` ({ $code }) ne peut pas figurer dans une adresse e-mail
email-domain-label = une partie du domaine est vide, dépasse 63 caractères, ou commence ou finit par un trait d’union
email-local-too-long = plus de 64 caractères précèdent le @
email-too-long = l’adresse dépasse 254 caractères
email-several = { $count } adresses ; un contact en a une seule : donnez à chaque personne sa propre ligne
email-wrapped = davantage que l’adresse seule
email-domain-case = le domaine en minuscules
lookalike-letter = { $domain } est à une lettre de { $usual }, qui figure à { $count } lignes : est-ce une faute de frappe ?
lookalike-look = { $domain } ressemble à { $usual }, qui figure à { $count } lignes : est-ce une faute de frappe, ou le domaine de quelqu’un d’autre ?
lookalike-script = { $domain } s’affiche { $shown }, avec des lettres d’une autre écriture qui ressemblent à des lettres latines : à qui est-il ?
role-unknown = aucun des quatre rôles : { $roles }
role-unknown-near = aucun des quatre rôles ; sans doute { $role } ? (admis : { $roles })
role-spelling = le portail écrit { $role }

## Constats : les pays

country-is-state = « { $piece } » est un état ({ $states }) : écrivez-le sous États/Provinces, et son pays ici
country-unknown = « { $piece } » n’est pas un pays connu ; sont admis : les codes à deux lettres tels que US, CA, FR, ou OOO pour tous
country-unknown-near = « { $piece } » n’est pas un pays connu ; est-ce { $country } ?
country-unlisted = « { $piece } » désigne { $country }, absent du tableau du portail : aucun contact ne peut y être importé sous son propre code
country-ambiguous = « { $piece } » peut être { $readings } : écrivez le code voulu
country-joined = « { $piece } » peut être un pays ou plusieurs : écrivez les codes voulus
country-guess = « { $piece } » veut sans doute dire { $code } ; est-ce bien cela ?
country-spelling = « { $piece } » est { $code }
separators = les codes se séparent par une virgule
repeated = « { $piece } » est { $code } une seconde fois
global-mixed = OOO veut dire tous les pays et reste seul : supprimez-le, ou les codes à côté
group-named = « { $piece } » désigne { $count ->
    [one] { $count } pays
   *[other] { $count } pays
} : { $codes } ({ $group } ; { $source })
group-counted = « { $piece } » désigne { $count ->
    [one] { $count } pays
   *[other] { $count } pays
} ({ $group } ; { $source })
group-unsettled = « { $piece } » nomme un groupe sans membres établis : écrivez les codes, ou donnez à --groups un fichier avec une ligne telle que { $group },"FR, DE"
group-rest = « { $piece } » dépend de ce que couvrent les autres contacts : écrivez les codes voulus
group-unclear = « { $piece } » ne dit pas quels pays en sont et lesquels n’en sont pas : écrivez les codes voulus
torn = « { $piece } » peut être { $readings } : écrivez ce qui est voulu
several = « { $piece } » est { $codes }
several-guessed = « { $piece } » veut sans doute dire { $codes } ; est-ce bien cela ? Les codes se séparent par une virgule
surplus = la cellule n’a besoin que de codes et de virgules

## Constats : les états

state-unknown = « { $piece } » n’est pas un état ni une province du tableau du portail ; sont admis : des codes tels que US-WA, CA-QC, AU-NSW, ou rien
state-unknown-near = « { $piece } » n’est pas un état ni une province du tableau du portail ; est-ce { $state } ?
state-of-none = « { $piece } » : le portail n’a pas d’états pour ce pays, { $country } ; laissez la cellule vide
state-is-country = « { $piece } » est un pays ({ $name }), pas un état ; était-ce le code suivant d’une liste de pays sans guillemets ?
state-ambiguous = « { $piece } » peut être { $readings } : écrivez le code voulu
state-or-country = « { $piece } » peut être un état, ou le pays { $name } comme code suivant d’une liste de pays sans guillemets : écrivez le code entier de l’état, ou mettez la liste entre guillemets
state-outside = « { $piece } » a pour pays { $country }, que Pays/Régions ne nomme pas : ajoutez-y le pays, ou supprimez l’état
state-spelling = « { $piece } » est { $code }

## Constats : les listes fusionnées

disagree-taken = { $conflict } ; « { $taken } » est retenu
disagree-which = { $conflict } ; quelle valeur est la bonne ?
disagree-clash = { $conflict } ; ces modifications ne vont pas ensemble
deleted-kept = { $conflict } : conservé
deleted-removed = { $conflict } : supprimé
deleted-which = { $conflict } : lequel des deux est voulu ?
removed = { $person } n’est plus dans { $lists }, et personne ne l’a modifié : supprimé
removed-namesake = { $person } n’est plus dans { $lists }, et personne ne l’a modifié : supprimé ; { $namesake }, porte le même nom et est nouveau : ajouté
other-role = { $email } est « { $said } » comme { $role } dans { $row } : lequel est le bon ?
similar = { $contact } ; s’il s’agit d’une seule personne, donnez la même adresse aux deux
similar-more = { $contact }, et { $count } de plus de même ; s’il s’agit d’une seule personne, donnez la même adresse aux deux

## Éléments de ce que disent les constats

contact-in-row = { $person }, dans { $row }
hidden-sheet = { $sheet } (masquée)
header-nearest = { "" } ; la ligne { $row } s’en approche le plus, avec { $labels }
header-then-nearest = { "" } ; puis la ligne { $row }, avec { $labels }
label-known = « { $label } » pour { $column }
label-near = « { $label } » (--map "{ $label }={ $column }" ?)
shifted-reading = « { $text } » sous { $to }
shifted-or = { " ; ou " }
domain-in-rows = { $uses ->
    [one] { $domain }, à cette seule ligne,
   *[other] { $domain }, à { $uses } lignes dont celle-ci est la première,
}
common-usage = usage courant
group-without = { $group } sans { $codes }
group-as-of = { $group } au { $date }
said-in-row = « { $said } » dans { $row }
people-disagree = { $person } : { $others }
people-disagree-base = { $person } : { $others } ; avant, { $base }
scopes-disagree = { $person } couvre { $others }
scopes-disagree-base = { $person } couvre { $others }, et couvrait { $base }
deleted = { $person } a été modifié ici ({ $edits }){ $also } et supprimé dans { $lists }
deleted-also = { " " }et dans { $row }
deleted-namesake = { $list } (où { $person }, dans { $row }, porte le même nom : est-ce la même personne ?)
edit = { $column } « { $before } » → « { $now } »
similar-name = { $other }, dans { $row }, porte le même nom (ressemblance de { $percent } %)
similar-mailbox = { $other }, dans { $row }, a cette boîte aux lettres dans un autre domaine (ressemblance de { $percent } %)
similar-letters = { $other }, dans { $row }, a deux lettres interverties (ressemblance de { $percent } %)

## Le compte rendu des constats

error = erreur
warning = avertissement
note = remarque
mended = corrigé
fixable = corrigeable
place-on-line = { $location } (ligne de texte { $line })
likewise = de même
suggestion = suggestion :
one-of = au choix :
an-empty-cell = une cellule vide
long-text = { $text } ... ({ $count } caractères)
left-out = laissées de côté : { $columns }
as-it-is = tel quel

row-count = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
merged-count = { $count ->
    [one] { $count } fusionnée
   *[other] { $count } fusionnées
}
rejected-count = { $count ->
    [one] { $count } rejetée
   *[other] { $count } rejetées
}
blank-count = { $count ->
    [one] { $count } vide
   *[other] { $count } vides
}
skipped-count = { $count ->
    [one] { $count } laissée de côté
   *[other] { $count } laissées de côté
}
removed-count = { $count ->
    [one] { $count } supprimée
   *[other] { $count } supprimées
}

error-count = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
warning-count = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
errors-and-warnings = { $errors }, { $warnings }
errors-mended = { $count ->
    [one] { $said } ; `cosell convert` corrige { $count } des constats
   *[other] { $said } ; `cosell convert` corrige { $count } des constats
}
nothing-is-wrong = Tout est en ordre.
nothing-is-wrong-by-rules = Tout est en ordre selon les règles retenues.

## Le classeur annoté

findings = Constats
new-workbook = Ceci est un nouveau classeur, avec les lignes de { $file } telles qu’elles ont été reçues. Le fichier lui-même n’a pas changé.
to-correct = Corrigez les cellules de la feuille { $sheet } et renvoyez ce classeur : `cosell convert` lit cette feuille comme la liste, sans ce que ce classeur y ajoute.
weight-error = Erreur
weight-warning = Avertissement
weight-fixable = Corrigeable
weight-note = Remarque
meaning-error = L’Espace partenaires le refuserait : corrigez la cellule.
meaning-warning = À vérifier ; l’Espace partenaires l’admettra peut-être.
meaning-fixable = L’Espace partenaires le refuserait tel quel. `cosell convert` le corrige : rien à faire.
meaning-note = Rien n’est à corriger ici.
the-row = la ligne
convert-makes = `convert` en fait { $value }
convert-mends = `convert` le corrige
suggested = Suggestion : { $value }
suggested-empty = Suggestion : laisser la cellule vide
one-of-these = Au choix : { $values }
notes-left-out = Seules les { $count } premières cellules ont une note. Les autres sont tout de même colorées, et figurent ici.
findings-left-out = { $count ->
    [one] Une feuille n’a pas de place pour { $count } autre constat : `cosell validate` le montre.
   *[other] Une feuille n’a pas de place pour { $count } autres constats : `cosell validate` les montre.
}

## Les constats pour d’autres programmes

started-in = Le dossier où cosell a été lancé.
safe-fix = La cellule n’a qu’une lecture : `cosell convert` écrit ceci.
guessed-fix = Une suggestion : vérifiez que c’est bien ce qui est voulu.

## Ce qui explique une règle

title-why = Pourquoi
title-bad = Mauvais
title-good = Bon
title-fix = Correction
title-source = Source

## Ce qu’il advient d’une liste

nothing-written = Rien n’est écrit.
nothing-written-partial = Rien n’est écrit, car l’importation d’une liste incomplète supprimerait des personnes en remplaçant la liste existante.
nothing-written-unsettled = Rien n’est écrit, car les listes ne s’accordent pas. Corrigez l’une d’elles, ou dites laquelle a raison avec --prefer FICHIER ou --on-conflict first|last.
nothing-written-strict = Rien n’est écrit, car --strict prend les avertissements pour des erreurs.
nothing-compared = Rien n’est comparé : une ligne avec des erreurs aurait l’air d’un contact disparu.
nothing-counted = Rien n’est compté : qui se trouve dans une ligne avec des erreurs manquerait.
with-rejects = Avec --rejects FICHIER, les bonnes lignes sont écrites, et les autres vont dans FICHIER.
written = { $said }. Écrit dans { $file }.
ledger-mended = { $count ->
    [0] { $ledger }, rien n’était à corriger
    [one] { $ledger }, { $count } correction faite
   *[other] { $ledger }, { $count } corrections faites
}
rejects-written = Ce qui est rejeté est dans { $file }, avec les raisons. Tant que ce n’est pas corrigé, la liste est incomplète : l’importer supprimerait ces personnes.
rejects-neutralized = { $count ->
    [one] { $count } cellule qu’un tableur exécuterait comme une formule y a
   *[other] { $count } cellules qu’un tableur exécuterait comme des formules y ont
} une apostrophe devant ; `cosell` l’enlève en relisant le fichier.
not-annotated = { $file } n’est pas écrit : ce qui ne va pas dans l’en-tête doit d’abord être corrigé.
annotated = { $file } est un nouveau classeur : les lignes de { $source } telles que reçues, avec ce qui ne va pas. { $source } reste tel quel. Une fois corrigé, { $file } est à convertir.
no-contacts-written = La liste n’a pas de contacts : l’importer supprimerait tous ceux de l’offre.
upload-as-it-is = Importez ce fichier tel quel : là où son séparateur de listes est un point-virgule, Excel l’enregistrerait de façon que le portail le refuse.
given-twice = { $file } est donné deux fois
same-file = { $file } et { $other } sont le même fichier

## Deux listes comparées

same-contacts = { $old } et { $new } ont { $count ->
    [one] le même contact ({ $count }).
   *[other] les mêmes { $count } contacts.
}
kind-removed = supprimés
kind-changed = modifiés
kind-added = ajoutés
change-removed = supprimé
change-changed = modifié
change-added = ajouté
diff-removed = { $count ->
    [one] { $count } supprimé
   *[other] { $count } supprimés
}
diff-changed = { $count ->
    [one] { $count } modifié
   *[other] { $count } modifiés
}
diff-added = { $count ->
    [one] { $count } ajouté
   *[other] { $count } ajoutés
}
diff-nothing = aucun contact modifié
diff-counts = { $count ->
    [one] { $said } ; { $count } inchangé
   *[other] { $said } ; { $count } inchangés
}
all-of-it-now = { $codes } : désormais en entier
no-longer-all = { $codes } : plus en entier
coverage-lost = couverture perdue
nobody-is-left = il ne reste personne
upload-deletes-all = importer cette liste supprimerait tous les contacts de l’offre
all-countries-counted = les { $count } pays
lost-contacts = { $countries } { $count ->
    [one] n’a plus aucun contact
   *[other] n’ont plus aucun contact
}
lost-sales = { $countries } { $count ->
    [one] n’a plus de contact Partner sales
   *[other] n’ont plus de contact Partner sales
}

## Le livre

book-is-empty = Le livre n’a pas d’offres.
title-offer = offre
title-revision = révision
title-when = date (UTC)
title-who = auteur
title-contacts = contacts
title-changes = changements
title-from = origine
adopted = { $file }, tel que le portail l’avait
restored = révision { $number }, reprise
retired = départ d’une personne
revision-of-offer = révision { $number } de { $offer }
new-offer = { $offer } (nouvelle)
same-revision = La révision { $number } de { $offer } a les mêmes contacts. Aucune révision n’est écrite.
same-as-adopted = La liste a les mêmes contacts que celle du portail : il ne lui faut pas de révision à elle.
revision-has = La révision { $number } de { $offer } a { $contacts }.
revision-written = La révision { $number } de { $offer } a { $contacts }. Écrit dans { $file }.
lists-written = { $count ->
    [one] { $count } liste avec { $contacts } écrite dans { $folder }.
   *[other] { $count } listes avec { $contacts } écrites dans { $folder }.
}
revision-counts = révision { $number } : { $counts }
new-revisions = { $count ->
    [one] { $count } offre a une nouvelle révision.
   *[other] { $count } offres ont une nouvelle révision.
}
in-both-lists = { $ledger } dans les deux listes
offer-moved = Quelqu’un d’autre a modifié l’offre entre-temps. Voici ce que cela donne maintenant :
offers-moved = Quelqu’un d’autre a modifié une offre entre-temps. Voici ce que cela donne maintenant :
dry-run = Rien n’est changé : c’est un essai.
nothing-changed = Rien n’est changé.
go-on = { $loss }. Continuer ?
loss-removed = À supprimer de « { $offer } » : { $contacts }
loss-retired = { $person } serait retiré de { $offers }
loss-forgotten = { $person } serait oublié dans toutes les révisions, définitivement
mentioned = { $offer } : { $contacts } dans { $count ->
    [one] { $count } révision
   *[other] { $count } révisions
}
mentioned-texts = { $count ->
    [one] { $count } texte
   *[other] { $count } textes
} de l’historique : messages, noms de fichiers ou de personnes
namesakes = du même nom, et gardés : { $addresses } (à oublier aussi s’il s’agit de la même personne)
nothing-left = Le livre est réécrit. Il n’y reste rien de ceux qui ont été oubliés auparavant.
forgotten-before = { $count ->
    [one] { $offer } : { $contacts } dans { $count } révision, oubli sur demande, le { $day }.
   *[other] { $offer } : { $contacts } dans { $count } révisions, oubli sur demande, le { $day }.
}
book-made = Un nouveau livre est créé : { $file }.
forgotten = Oubli fait ({ $contacts }), et le livre est réécrit sans cette personne. Elle figure encore dans le portail, dans les sauvegardes et dans les listes qui ont été importées.
yes-no = [o/N]
yes-words = o oui y yes
replace-it = { $file } existe. Le remplacer ?

## Qui couvre quoi

no-markets = aucun contact, et donc aucun marché
markets-covered = { $count ->
    [one] { $covered } marché couvert sur { $count }
   *[other] { $covered } marchés couverts sur { $count }
}
markets-weak = { $said } (dont { $count } faiblement)
markets-no-sales = { $said }, { $count } sans contact Partner sales
markets-nobody = { $said }, { $count } sans personne
counts-written = { $counts }. Écrit dans { $file }.
standing-nobody = personne
standing-no-sales = sans Sales
standing-weak = faible
standing-covered = couvert
remark-nobody = personne ne le couvre
remark-no-sales = aucun contact Partner sales
remark-only-global = seulement par OOO
remark-sales-only-global = Partner sales seulement par OOO
remark-only-states = seulement en { $states }
remark-sales-only-states = Partner sales seulement en { $states }
remark-one-person = seulement { $person }
head-market = Marché
head-marketing = Marketing
head-sales = Sales
head-technical = Technical
head-success = Success
head-marketing-short = Mktg
head-sales-short = Sales
head-technical-short = Tech
head-success-short = CSM
part = partie
meaning-global = OOO : par des contacts pour tous les pays
meaning-part = partie : certains de ses états

## La page de la couverture

page-heading = Couverture de { $lists }
page-and = { $lists } et { $last }
page-markets-named = Les marchés sont ceux qui ont été demandés.
page-markets-and-global = Les marchés sont les pays que nomment les contacts ; les contacts pour tous les pays (OOO) couvrent les autres.
page-markets = Les marchés sont les pays que nomment les contacts.
page-legend = Légende
page-table = Contacts par marché et par rôle
page-table-notes = Les lacunes d’abord. OOO : par des contacts pour tous les pays ; partie : certains de ses états.
page-not-a-market = pas un marché
page-by-global = par OOO
page-several = plusieurs personnes
page-map = Carte du monde : qui couvre chaque marché
page-map-words = { $counts } Le tableau ci-dessous dit la même chose marché par marché.
page-tooltip = { $name } ({ $code }) : { $said }
page-look-count = { $look } : { $count }.
page-unlisted = Absent du tableau des pays de l’Espace partenaires
look-nobody = Personne ne le couvre
look-no-sales = Aucun contact Partner sales
look-some-states = Partner sales dans certains états seulement
look-only-global = Partner sales par OOO seulement
look-one-person = Une seule personne
look-covered = Couvert par plusieurs personnes
look-land = Pas un marché

## Classeurs : feuilles et têtes de colonnes

sheet-contacts = Contacts
sheet-countries = Pays
sheet-states = États
sheet-coverage = Couverture
sheet-gaps = Lacunes
sheet-changes = Changements
sheet-old-list = Ancienne liste
sheet-new-list = Nouvelle liste
sheet-rejects = Rejets
head-code = Code
head-means = Signification
head-standing = Situation
head-contacts = Contacts
head-by-global = Par OOO
head-some-states = Certains états seulement
head-one-person = Une seule personne
head-remarks = Remarques
head-missing = Manque
head-change = Changement
head-column = Colonne
head-old = Avant
head-new = Après
head-codes-added = Codes ajoutés
head-codes-removed = Codes supprimés
head-old-row = Ligne avant
head-new-row = Ligne après
head-row = Ligne
head-severity = Gravité
head-cell = Cellule
head-received = Tel que reçu
head-found = Ce qui a été constaté
head-to-write = Ce qu’il faut écrire
head-rule = Règle
any-contact = tout contact
role-refused = L’Espace partenaires admet les quatre rôles de la liste.

## Erreurs : la lecture

read-not-found = { $file } : ce fichier n’existe pas
file-is-folder = { $file } : c’est un dossier, pas un fichier
read-failed = { $file } : lecture impossible : { $reason }
read-binary = { $file } : ce n’est ni un texte, ni un classeur d’un type connu
read-utf32 = { $file } : c’est un texte en UTF-32, que presque aucun programme ne lit
read-markup = { $file } : c’est une page web ou du XML, pas un classeur, quoi qu’en dise son nom
read-encrypted = { $file } : le classeur est protégé par un mot de passe
read-workbook = { $file } : impossible d’ouvrir le classeur ; il est endommagé, ou ce n’en est pas un ({ $reason })
reason-panicked = la bibliothèque qui le lit s’est arrêtée en cours de route
reason-killed = le système a interrompu la lecture, faute de mémoire ou de temps
reason-cut-off = il est tronqué, ou ce n’est pas un classeur
reason-old-excel = il date d’Excel 2, 3 ou 4, dont les fichiers ne sont pas lus ici
reason-cell-order = ses cellules sont dans le désordre, ou hors des limites d’une feuille
reason-repeated = des lignes ou des cellules y sont répétées plus souvent que la bibliothèque ne l’accepte
reason-no-visible-sheet = il n’a aucune feuille visible
read-no-sheet = { $file } : il n’y a pas de feuille « { $wanted } » ; le classeur a : { $sheets }
read-option-unfit = { $file } : c’est { $kind }, et { $setting } ne s’y applique pas
kind-text = du texte délimité
kind-workbook = un classeur
kind-json = du JSON
setting-sheet = le nom d’une feuille
setting-all-sheets = le choix de toutes les feuilles
setting-encoding = un encodage
setting-delimiter = un séparateur
read-several-sheets = { $file } : plusieurs feuilles contiennent une liste de contacts : { $sheets }
read-json = { $file } : ce n’est pas une liste en JSON : { $reason }
read-row-too-long = { $file } : la ligne { $row } dépasse { $limit } Mo
read-no-such-label = { $file } : aucune colonne n’a le libellé « { $label } » ; la liste a : { $seen }
read-column-present = { $file } : la liste a déjà une colonne { $column } (« { $label } », { $letter })
limit-bytes = le fichier a plus de { $most } octets
limit-rows = { $place } a plus de { $most } lignes
limit-columns = { $place } a plus de { $most } colonnes
limit-cell = { $place } a plus de { $most } caractères dans une cellule
limit-unpacked = le classeur a plus de { $most } octets une fois { $place } décompressé
limit-ratio = { $place } prend, décompressé, plus de { $most } fois sa taille
limit-strings = les cellules partagent plus de { $most } textes ({ $place })
limit-depth = des tableaux sont imbriqués sur plus de { $most } niveaux ({ $place })
limit-memory = la lecture demande plus de { $most } octets de mémoire
limit-seconds = la lecture demande plus de { $most } s de processeur
limit-in-list = la liste
limit-in-row = la ligne { $row }
limit-in-many-rows = la ligne { $row }, comme d’autres,
limit-in-cell = la cellule { $cell }
limit-in-object = l’objet { $number }

## Erreurs : l’écriture

write-no-folder = { $folder } : ce dossier n’existe pas
broken-link = { $file } : c’est un lien, et il n’y a rien là où il mène
write-read-only = { $file } : le fichier est en lecture seule
write-failed = { $file } : écriture impossible : { $reason }
write-list-failed = impossible d’écrire la liste : { $reason }
write-workbook-failed = impossible d’écrire le classeur : { $reason }
write-too-many-rows = une feuille Excel contient { $limit } lignes, et la liste en a davantage
write-cell-too-long = ligne { $row }, { $column } : une cellule Excel contient 32 767 caractères, et celle-ci en a { $length }
write-rejects-of-sheets = la feuille « { $sheet } » n’a pas les mêmes colonnes que la précédente : ses lignes rejetées se trouveraient sous les mauvais libellés

## Erreurs : les marchés et les groupes de pays

file-and-line = { $file }, ligne { $line }
market-not-utf8 = le fichier n’est pas un texte en UTF-8
market-none = aucun marché n’est nommé
market-unknown = « { $text } » n’est ni un pays ni un groupe de pays
market-unknown-near = « { $text } » n’est ni un pays ni un groupe de pays ; est-ce { $near } ?
market-ambiguous = « { $text } » peut être { $readings }
market-unlisted = « { $text } » désigne { $name }, que l’Espace partenaires ne connaît pas
market-unsettled = « { $text } » est un groupe sans membres établis
groups-not-utf8 = le fichier n’est pas en UTF-8
groups-header = la première ligne n’est pas group,codes
groups-open-quote = un guillemet n’est pas fermé
groups-incomplete = il faut un nom et des codes
groups-country = « { $name } » est un pays, et ne peut donc pas être un groupe
groups-repeated = « { $name } » se trouve déjà à la ligne { $first }
groups-member = « { $member } » n’est ni un pays, ni un groupe connu ou défini plus haut

## Erreurs : le livre

book-not-found = { $file } : il n’y a pas encore de livre ici
book-is-folder = { $file } : c’est un dossier, pas un livre
book-not-file = { $file } : c’est un périphérique ou un tube, pas un livre
book-not-made = { $file } : impossible de créer un livre ici : { $reason }
book-no-permission = { $file } : vous n’avez pas le droit de l’ouvrir
book-read-only = { $file } : le livre est en lecture seule
book-read-only-folder = { $file } : on ne peut pas écrire dans le dossier du livre, et SQLite en a besoin pour les deux fichiers à côté d’un livre ouvert
book-empty-file = { $file } : c’est un fichier vide, pas un livre
book-not-sqlite = { $file } : ce n’est pas un livre, ni même un fichier SQLite, ou ses premiers octets sont endommagés
book-foreign = { $file } : c’est un fichier SQLite d’un autre programme, pas un livre
book-newer = { $file } : le livre a été écrit par une version plus récente de ce programme (schéma { $version } ; celle-ci connaît { $known })
book-damaged = { $file } : le livre est endommagé : { $reports }
book-altered = { $file } : le livre est endommagé : le contact en position { $position } de la révision { $revision } de « { $offer } » n’est pas tel qu’il a été écrit
book-incomplete = { $file } : le livre est endommagé : la révision { $revision } de « { $offer } » a { $found } contacts et devrait en avoir { $expected }
book-busy = { $file } : un autre programme écrit dans le livre depuis plus de { $seconds } secondes
book-disk-full = { $file } : le disque est plein
book-failed = { $file } : impossible de lire ou d’écrire le livre : { $reason }
book-unknown-offer = il n’y a pas d’offre « { $offer } » dans le livre
book-unknown-offer-near = il n’y a pas d’offre « { $offer } » dans le livre ; vouliez-vous dire { $nearest } ?
offers-or = { $offers } ou { $last }
book-unknown-revision = l’offre « { $offer } » n’a pas de révision { $revision } ; la dernière est { $last }
book-looks-alike = la nouvelle offre « { $offer } » ressemblerait à « { $existing } », qui est dans le livre
book-moved = l’offre « { $offer } » { $state } (attendu : { $expected })
book-moved-absent = n’est pas dans le livre
book-moved-at = en est maintenant à la révision { $number }
book-expected-none = aucune révision
book-expected = révision { $number }
book-forgotten = quelqu’un a été oublié dans le livre entre-temps : rien n’est modifié
book-not-erased = { $file } : la personne n’est plus dans aucune liste, mais ses octets sont peut-être encore dans le fichier : { $reason }
plan-too-many-removals = { $contacts } à supprimer, et { $limit } en autorise { $most } sur { $of }
removal-limit = la limite
plan-empty = la liste n’a aucun contact
plan-empty-removes = la liste n’a aucun contact, et supprimerait les { $of } qu’il y a

## Erreurs : la ligne de commande

nothing-is-changed = rien n’est modifié : { $reason }
output-is-input = { $file } : c’est le fichier qui est lu
output-is-book = { $file } : c’est un livre
output-exists = { $file } : le fichier existe
output-rejects = rejets
output-provenance = provenance
output-annotated = liste annotée
beside-to-stdout = impossible d’écrire sur la sortie standard : { $what }
beside-as-workbook = { $file } : seul un classeur convient ({ $what })
beside-as-csv = { $file } : seul le format CSV convient ({ $what })
beside-is-output = { $file } : ce fichier servirait à la fois de résultat et pour autre chose ({ $what })
folder-not-made = { $folder } : impossible de créer le dossier : { $reason }
format-not-named = { $file } : le nom ne dit pas quel format écrire
form-not-named = { $file } : le nom ne dit pas quelle forme écrire
workbook-on-terminal = un classeur ne peut pas s’afficher sur un terminal
labels-unknown = aucun libellé n’est connu pour « { $locale } »
not-an-export = { $file } : sa première ligne ne nomme pas les six colonnes
named-twice = --map et --set nomment { $column } plus d’une fois
pipe-named-twice = { $source } : nommé deux fois, alors qu’un tube ne se lit qu’une fois
annotate-several = --annotate annote une seule liste, et il y en a { $count }
prefer-base = --prefer { $file } : c’est la base, que les autres ont modifiée
prefer-unknown = --prefer { $file } : ce n’est pas l’une des listes
merge-of-parts = { $file } : il y manque { $lacking } des { $of } contacts de { $base } ; est-ce une partie de la liste ?
no-text-to-read = il n’y a pas de texte à lire
stdin-not-utf8 = l’entrée standard n’est pas en UTF-8
all-to-stdout = les listes de toutes les offres ne peuvent pas aller sur la sortie standard
no-book-named = aucun livre n’est nommé, et il n’y a pas de dossier personnel où chercher
book-too-busy = d’autres modifient le livre plus vite que cela n’a pu se faire
portal-list-new = le portail a une liste de « { $offer } » et le livre n’en a pas : rien n’est modifié
portal-list-differs = la liste de « { $offer } » dans le portail n’est pas la dernière du livre : rien n’est modifié
loss-unconfirmed = { $loss } : rien n’est modifié
replaced-by-self = personne ne peut se remplacer soi-même
not-a-contact = { $email } n’est le contact d’aucune offre
successor-known = { $email } est déjà un contact : { $name }, { $title }
successor-unknown = { $email } n’est le contact d’aucune offre : son nom et son poste ne sont pas connus
not-in-book = { $email } ne figure nulle part dans le livre

# Indications sur la ligne de commande.
write-command = Écrivez : { $command }
unquoted-file = « { $file } » est un fichier : mettez son nom entre guillemets ("...")
unquoted-name = un nom de fichier qui contient des espaces doit être entre guillemets ("...")
unquoted-near = Un nom de fichier qui contient des espaces doit être entre guillemets, par exemple "{ $name }".
strict-takes-equals = les règles de --strict doivent suivre un signe égal
output-without-option = le fichier à écrire doit être indiqué avec -o
reads-one-list = `cosell { $command }` ne lit qu’une seule liste
combine-or-output = Pour réunir plusieurs listes en une, utilisez `cosell merge`. Pour indiquer le fichier à écrire, utilisez -o.
file-as-command = « { $file } » est un fichier, pas une commande
commands-for-file = `cosell validate { $file }` le vérifie, `cosell convert { $file } -o NOUVEAU.csv` le convertit.
unknown-command = commande inconnue : « { $word } »
command-checks = `cosell validate` vérifie une liste.
command-fixes = `cosell convert` écrit la liste corrigée.
command-lists = `cosell offers` liste les offres du registre, `cosell validate` vérifie une liste.
command-status = `cosell offers` liste les offres du registre, `cosell history` leurs modifications.
command-undoes = `cosell restore` rétablit une révision antérieure, `cosell history` liste les révisions.
command-uploads = `cosell export` écrit le fichier à déposer dans l’Espace partenaires.
command-compares = `cosell diff` compare deux listes.
command-combines = `cosell merge` réunit plusieurs listes en une.
command-removes = `cosell retire` supprime une personne de toutes les offres.
command-explains = `cosell explain` liste les règles.
format-option = le format s’indique avec { $option }
offers-of-book = le registre contient ces offres : { $offers }
ending-near = { $file } : type de fichier inconnu ; vouliez-vous dire { $ending } ?

## Que faire des erreurs

remedy-check-name = Vérifiez le nom et le dossier.
remedy-name-file-in-it = Nommez le fichier qui s’y trouve.
remedy-name-a-file-in-it = Nommez un fichier dans ce dossier.
remedy-check-readable = Vérifiez que le fichier est là, que vous avez le droit de le lire et qu’aucun autre programme ne le bloque.
remedy-save-as-list = Enregistrez la liste en .xlsx, ou en « CSV UTF-8 (délimité par des virgules) ».
remedy-save-as-xlsx = Ouvrez-le dans un tableur et enregistrez-le en .xlsx.
remedy-save-as-xlsx-again = Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx.
remedy-remove-password = Ouvrez-le dans Excel, supprimez le mot de passe (Fichier, Informations, Protéger le classeur) et enregistrez-le.
remedy-name-sheet = Nommez l’une d’elles avec --sheet.
remedy-leave-option-out = N’utilisez pas cette option.
remedy-choose-sheet = Dites laquelle avec --sheet NOM (plusieurs fois pour plusieurs), ou prenez-les toutes avec --all-sheets.
remedy-json-list = Une liste est un tableau d’objets, [{ "{" }"name": ...{ "}" }, ...], ou un objet par ligne.
remedy-row-too-long = C’est l’effet d’un guillemet ou d’un crochet jamais fermé ; examinez la ligne, ou autorisez davantage avec --limit cell=N.
remedy-map-label = Écrivez --map "LIBELLÉ=Colonne" avec un libellé tel qu’il figure dans la liste.
remedy-column-present = --set donne une valeur à une colonne qui manque à la liste ; retirez-le, ou donnez un autre usage à cette colonne avec --map.
remedy-limit-bytes = Si le fichier est bien celui qu’il doit être, autorisez davantage avec --limit bytes=N, par exemple bytes=64G.
remedy-limit-rows = Si la liste est bien celle qu’elle doit être, autorisez davantage avec --limit rows=N, par exemple rows=1G.
remedy-limit-columns = Supprimez ce qui se trouve loin à droite ; si cela doit y être, autorisez davantage avec --limit columns=N.
remedy-limit-cell = C’est aussi l’effet d’un guillemet jamais fermé ; si le texte doit y être, autorisez davantage avec --limit cell=N.
remedy-limit-unpacked = Si le classeur vient d’une personne de confiance, autorisez davantage avec --limit unpacked=N, par exemple unpacked=16G.
remedy-limit-ratio = Les fichiers faits pour épuiser une machine sont ainsi ; si vous lui faites confiance, autorisez davantage avec --limit ratio=N.
remedy-limit-strings = Si le classeur vient d’une personne de confiance, autorisez davantage avec --limit strings=N, par exemple strings=20M.
remedy-limit-depth = Un contact n’a besoin que d’un tableau de textes ; sinon, autorisez davantage avec --limit depth=N.
remedy-limit-memory = Enregistrez-le en .xlsx, qui en demande moins ; ou autorisez davantage avec --limit memory=N, par exemple memory=4G.
remedy-limit-seconds = Enregistrez-le en .xlsx, qui en demande moins ; ou autorisez davantage avec --limit seconds=N, par exemple seconds=600.
remedy-make-folder = Créez d’abord le dossier, ou nommez-en un autre.
remedy-mend-link = Réparez ou supprimez le lien, ou nommez le fichier lui-même.
remedy-unprotect-file = Levez la protection, ou nommez un autre fichier.
remedy-check-disk = Vérifiez qu’il reste de la place sur le disque et que vous avez le droit d’y écrire.
remedy-write-as-text = Écrivez plutôt la liste en CSV ou en JSON.
remedy-write-in-parts = Écrivez la liste en CSV ou en JSON, ou en plusieurs parties.
remedy-shorten-cell = Raccourcissez la cellule, ou écrivez la liste en CSV ou en JSON.
remedy-sheet-at-a-time = Convertissez une feuille à la fois, avec --sheet NOM.
remedy-market-file = Enregistrez-le en texte, ou en « CSV UTF-8 », avec un pays ou un groupe par ligne.
remedy-market-unsettled = Écrivez les codes, ou définissez-le dans un fichier pour --groups.
remedy-write-code = Écrivez le code voulu.
remedy-market-unlisted = Ne le nommez pas : aucun contact ne peut l’y couvrir.
remedy-markets = Écrivez des codes, des noms ou des groupes, par exemple US,CA,France,DACH, ou @FICHIER pour un fichier qui les contient.
remedy-groups = Écrivez un fichier CSV en UTF-8 avec l’en-tête group,codes et des lignes telles que EMEA,"FR, DE, Benelux".
remedy-name-csv = Nommez un fichier CSV qui existe.
remedy-book-not-found = Nommez le livre avec --book FICHIER ; la première importation le crée.
remedy-name-a-file = Nommez un fichier.
remedy-mend-book-link = Réparez ou supprimez le lien, ou nommez le livre lui-même.
remedy-book-not-made = Nommez un livre dans un dossier où vous avez le droit d’écrire.
remedy-book-no-permission = Un livre appartient à qui l’a créé : demandez-lui le droit d’accès, ou nommez un livre à vous.
remedy-unprotect-book = Levez la protection, ou copiez le livre là où vous avez le droit d’écrire.
remedy-copy-book = Copiez le livre dans un dossier où vous avez le droit d’écrire, et nommez-le là.
remedy-book-empty = Supprimez-le, ou nommez-en un autre : la première importation crée tout le livre.
remedy-not-sqlite = Nommez un autre livre. Si c’en était un, gardez-en une copie et reprenez votre dernière sauvegarde, ou essayez `.recover` dans sqlite3.
remedy-book-foreign = Nommez un autre fichier ; celui-ci est resté tel quel.
remedy-book-newer = Mettez ce programme à jour, ou nommez un autre livre ; celui-ci est resté tel quel.
remedy-book-damaged = Gardez une copie du fichier tel qu’il est ; écrivez ensuite ce qui est lisible dans un autre fichier (sqlite3 LIVRE .recover | sqlite3 NOUVEAU), ou continuez avec une sauvegarde ou un autre livre.
remedy-book-busy = Réessayez quand il aura fini ; s’il ne finit jamais, arrêtez ce programme : le livre reste entier.
remedy-book-disk-full = Libérez de la place sur le disque et réessayez ; le livre est tel qu’il était.
remedy-book-failed = Vérifiez qu’il reste de la place sur le disque, que le livre peut grandir et que son lecteur est local ; le livre est tel qu’il était.
remedy-unknown-offer = Consultez les offres du livre, et écrivez l’identifiant tel qu’il y figure.
remedy-unknown-revision = Consultez l’historique de l’offre pour connaître ses révisions.
remedy-looks-alike = Écrivez l’identifiant existant si vous voulez dire cette offre, ou un autre que personne ne puisse confondre avec lui.
remedy-moved = Quelqu’un a modifié l’offre entre-temps : examinez ce qui changerait maintenant, et réessayez.
remedy-forgotten = Examinez ce qui changerait maintenant, et réessayez.
remedy-not-erased = Oubliez de nouveau la personne quand aucun autre programme n’aura le livre ouvert et que le disque aura la place d’une copie.
remedy-too-many-removals = Vérifiez si la liste n’est qu’une partie du tout ; sinon, autorisez davantage.
remedy-plan-empty = Vérifiez que c’est le bon fichier ; si oui, ajoutez --allow-empty.
remedy-output-is-input = Nommez un autre fichier : ce qui est lu n’est jamais écrasé.
remedy-output-is-book = Nommez un autre fichier : ce que les offres contenaient n’est jamais écrasé.
remedy-output-exists = Nommez un autre fichier, ou remplacez-le avec --force.
remedy-ending = Terminez le nom par { $ending }.
remedy-two-files = Nommez un autre fichier pour l’un des deux.
remedy-folder-not-made = Nommez-en un dont le dossier parent existe, et qui ne soit pas un fichier.
remedy-format = Terminez-le par { $extensions }, ou précisez --to FORMAT.
remedy-form = Précisez --format avec l’une de ces formes : { $forms }.
remedy-output = Nommez un fichier avec -o.
remedy-labels = Sont connus : { $locales }.
remedy-not-an-export = Nommez un fichier CSV tel que l’Espace partenaires l’a exporté.
remedy-named-twice = Donnez chaque colonne du modèle une seule fois.
remedy-pipe = Nommez-le une fois, ou écrivez d’abord ce qu’il donne dans un fichier.
remedy-annotate = Vérifiez-les une à une, chacune avec son propre classeur.
remedy-prefer = Nommez l’une d’elles : { $files }.
remedy-merge-of-parts = Avec --base, chaque fichier est une copie modifiée de la liste entière, et ce qui y manque compte comme supprimé. Fusionnez des parties sans --base, ou ajoutez --yes si tant de contacts ont été supprimés.
remedy-give-text = Donnez-en un, par exemple "Germany / UK".
remedy-utf8 = Enregistrez-la en UTF-8.
remedy-output-folder = Nommez un dossier avec -o.
remedy-book = Nommez-en un avec --book FICHIER.
remedy-try-again = Réessayez dans un instant.
remedy-adopt-first = Examinez ce qui s’affiche ci-dessus, et ajoutez --adopt pour le garder comme première révision, avant l’importation.
remedy-adopt = Examinez ce qui s’affiche ci-dessus. --adopt garde la liste du portail comme une révision à part avant l’importation ; pour garder les deux versions, exportez la liste du livre avec `cosell export` et fusionnez les deux avec `cosell merge` et --base.
remedy-say-yes = Examinez ce qui s’affiche ci-dessus, et ajoutez --yes si c’est bien ce que vous voulez.
remedy-replace-with = Nommez quelqu’un d’autre avec --replace-with.
remedy-check-address = Vérifiez l’adresse ; les majuscules n’y comptent pas.
remedy-successor-known = N’utilisez ni --name ni --job-title : ils sont pour quelqu’un de nouveau.
remedy-successor-unknown = Vérifiez l’adresse, ou ajoutez --name et --job-title.
remedy-successor = Corrigez ce qui est dit de la personne qui prend la suite.
remedy-new-offer = Corrigez l’identifiant, ou ajoutez --new pour une nouvelle offre.

### D’où viennent les règles

-co-sell-2020 = le document de l’Espace partenaires sur l’onglet Co-vente, 28 octobre 2020
-co-sell-2023 = « Configure a co-sell solution », 3 juillet 2023
-country-table = le tableau des pays des documents de l’Espace partenaires, 27 août 2019, comparé à Unicode CLDR 48
-unquoted-lists = azure-docs, ticket 80835, septembre 2021
-ours = propre à cet outil : les documents du portail n’en disent rien
-coverage = le document de l’Espace partenaires sur l’onglet Co-vente, 28 octobre 2020 ; « Configure co-sell for a commercial marketplace offer », 11 janvier 2022

### Ce qui explique les règles : `cosell explain`

rule-file-delimiter =
    .checks = Les cellules d’un texte sont séparées par autre chose que des virgules, ou sa première ligne dit par quoi (sep=;).
    .why = Là où le séparateur de listes est un point-virgule, Excel enregistre de tels fichiers sous l’extension .csv, et le portail répond « Cannot upload file » (impossible de charger le fichier).
    .bad = Name;Email;Job title;Role;Countries/Regions;States/Provinces
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Lu avec le séparateur qui fait apparaître les libellés de l’en-tête, ou avec celui que nomme --delimiter ; écrit avec des virgules.
    .source = { -co-sell-2023 }

rule-file-encoding =
    .checks = Un texte n’est pas en UTF-8, ou a des octets qui ne se décodent pas.
    .why = Le portail lit l’UTF-8. Dans un autre encodage, un accent devient une autre lettre, ou le fichier est refusé.
    .bad = une liste qu’Excel a enregistrée en « CSV » (Windows-1252) ou en « Texte Unicode » (UTF-16)
    .good = la même liste enregistrée en « CSV UTF-8 »
    .fix = Lu dans l’encodage que montrent ses octets, ou dans celui que nomme --encoding ; écrit en UTF-8. Une ligne dont des octets ne se décodent pas est retenue.
    .source = { -co-sell-2023 }

rule-header-missing =
    .checks = Aucune ligne ne nomme les colonnes d’une liste de contacts.
    .why = Sans en-tête, personne ne distingue à coup sûr un nom d’un poste.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US,
    .good = Name,Email,Job title,Role,Countries/Regions,States/Provinces
    .fix = Mettez l’en-tête au-dessus des contacts, ou nommez les colonnes avec --map.
    .source = { -co-sell-2020 }

rule-column-missing =
    .checks = Une colonne dont le portail a besoin n’est pas là.
    .why = Nom, Adresse e-mail, Poste, Rôle et Pays/Régions (Name, Email, Job title, Role, Countries/Regions) sont obligatoires à chaque ligne.
    .bad = Name,Email,Job title,Countries/Regions
    .good = Name,Email,Job title,Role,Countries/Regions
    .fix = Nommez la colonne avec --map "LIBELLÉ=Rôle", ou donnez une valeur pour toutes les lignes avec --set "Rôle=Partner sales".
    .source = { -co-sell-2020 }

rule-column-duplicate =
    .checks = Deux colonnes portent un libellé pour la même chose.
    .why = Laquelle des deux est la bonne ne se devine pas, et en prendre une perdrait l’autre.
    .bad = Name,Email,E-mail,...
    .good = Name,Email,...
    .fix = Renommez ou supprimez l’une des deux, ou tranchez avec --map.
    .source = { -ours }

rule-column-unknown =
    .checks = Une colonne n’est pas une de celles du modèle, ou ne l’est pas à elle seule.
    .why = Le portail prend six colonnes. Les autres ne sont pas écrites, celles qui sont des parties d’une seule sont réunies, et cela est dit.
    .bad = Prénom,Nom de famille,Email,Téléphone,...
    .good = Name,Email,...
    .fix = Rien à faire, ou --map "LIBELLÉ=Colonne" là où c’est une des six sous un autre nom.
    .source = { -co-sell-2020 }

rule-row-shifted =
    .checks = Une liste sans guillemets a débordé sur les colonnes suivantes d’un texte ; de même un nom ou un poste avec une virgule.
    .why = Le portail prend le second pays pour un état, et répond « States/Provinces contains an invalid value (row 2) » (valeur non valide dans États/Provinces).
    .bad = Ann Lee,ann@example.com,Director,Partner sales,NL, BE,
    .good = Ann Lee,ann@example.com,Director,Partner sales,"NL, BE",
    .fix = Remis ensemble là où chaque morceau est connu et où la ligne n’a qu’une lecture. Sinon les lectures sont montrées : « US, CA, » peut être deux pays, ou la Californie.
    .source = { -unquoted-lists }

rule-row-length =
    .checks = Une ligne a plus ou moins de cellules que l’en-tête n’a de colonnes.
    .why = Une liste de pays tapée sans guillemets déborde sur les colonnes suivantes ; un saut de ligne dans une cellule coupe la ligne en deux.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US, CA, FR,US-WA
    .good = Ann Lee,ann@example.com,Director,Partner sales,"US, CA, FR",US-WA
    .fix = Mettez entre guillemets la cellule qui contient des virgules.
    .source = { -unquoted-lists }

rule-row-skipped =
    .checks = L’en-tête figure de nouveau parmi les contacts, ou une ligne de totaux au bas de la liste.
    .why = Des listes collées bout à bout emportent leurs en-têtes, et les tableurs leurs totaux. Ce ne sont pas des contacts.
    .bad = Name,Email,... au milieu de la liste ; « Total : 44 » en dessous
    .good = l’en-tête une fois, tout en haut, et rien que des contacts en dessous
    .fix = Laissé de côté, et compté comme tel.
    .source = { -ours }

rule-sheet-chosen =
    .checks = Un classeur a plusieurs feuilles, dont une a les contacts.
    .why = Pour que personne ne se demande quelle feuille a été lue.
    .bad = un classeur avec les feuilles Notes et Contacts
    .good = un classeur avec la feuille Contacts
    .fix = Rien à faire, ou --sheet NOM pour en lire une autre.
    .source = { -ours }

rule-header-below =
    .checks = Des lignes se trouvent au-dessus de l’en-tête ; ou un autre en-tête se trouve plus bas, avec ses colonnes dans un autre ordre (une erreur).
    .why = Les titres, dates et logos au-dessus d’une liste ne sont pas des contacts et sont laissés de côté. Sous un autre en-tête, un nom serait pris pour un poste.
    .bad = « Contacts 2026 » en A1, l’en-tête à la ligne 3 ; Job title,Email,Name,... à la ligne 40
    .good = l’en-tête à la ligne 1, et aucun autre
    .fix = Rien à faire pour les titres. Mettez les lignes qui sont sous un autre en-tête dans les colonnes du premier ; d’ici là elles sont retenues.
    .source = { -ours }

rule-value-missing =
    .checks = Une cellule dont le portail a besoin est vide.
    .why = Nom, Adresse e-mail, Poste, Rôle et Pays/Régions (Name, Email, Job title, Role, Countries/Regions) sont obligatoires à chaque ligne.
    .bad = Ann Lee,,Director,Partner sales,US,
    .good = Ann Lee,ann@example.com,Director,Partner sales,US,
    .fix = Remplissez-la ; --set remplit une colonne qui manque tout entière à la liste.
    .source = { -co-sell-2020 }

rule-value-whitespace =
    .checks = Des espaces à un bout d’une cellule, ou plus d’une espace à l’intérieur.
    .why = Le portail compare les codes et les rôles lettre à lettre, et une espace compte.
    .bad = " Partner sales "
    .good = "Partner sales"
    .fix = Supprimés.
    .source = { -ours }

rule-value-invisible =
    .checks = Une cellule a des caractères qui ne se voient pas : caractères de contrôle, espaces de largeur nulle, marques de direction.
    .why = Ils viennent avec le texte copié de pages web et de courriers. Le portail les voit, les gens non.
    .bad = "U{ "\u200B" }S" avec une espace de largeur nulle après le U
    .good = "US"
    .fix = Supprimés.
    .source = { -ours }

rule-value-unicode =
    .checks = Des lettres sont dans un codage inhabituel : pleine chasse, ou accents séparés de leurs lettres (pas en NFC).
    .why = Deux textes qui se ressemblent à l’œil doivent être les mêmes.
    .bad = "Ｐａｒｔｎｅｒ sales"
    .good = "Partner sales"
    .fix = Réécrites en NFC, et les lettres pleine chasse en lettres ordinaires.
    .source = annexe 15 de la norme Unicode

rule-value-formula =
    .checks = Un texte commence par `=`, `+`, `-` ou `@`.
    .why = Un tableur qui ouvre la liste l’exécuterait comme une formule. Aucun nom, poste ni adresse ne commence ainsi.
    .bad = =HYPERLINK("http://example.com")
    .good = Ann Lee
    .fix = Écrivez-le en texte simple.
    .source = OWASP, « CSV Injection »

rule-value-error =
    .checks = Une cellule contient une erreur de tableur telle que #N/A, ou un objet là où un texte est attendu.
    .why = La formule derrière n’a rien trouvé : la valeur est perdue.
    .bad = #N/A
    .good = Partner sales
    .fix = Corrigez la formule, ou tapez la valeur.
    .source = { -ours }

rule-name-special =
    .checks = Un nom a un caractère autre que des lettres et marques de toute écriture, des chiffres, des espaces et . , ' ’ - & / ( ).
    .why = Des documents plus récents n’y admettent pas de caractères spéciaux, sans dire lesquels le sont.
    .bad = Ann #1 Lee
    .good = Ann Lee
    .fix = Regardez s’il est à sa place.
    .source = { -co-sell-2023 }

rule-job-title-special =
    .checks = Un poste a un caractère autre que des lettres et marques de toute écriture, des chiffres, des espaces et . , ' ’ - & / ( ).
    .why = Des documents plus récents n’y admettent pas de caractères spéciaux, sans dire lesquels le sont.
    .bad = Head of "Growth"
    .good = Head of Growth
    .fix = Regardez s’il est à sa place.
    .source = { -co-sell-2023 }

rule-email-invalid =
    .checks = Une adresse e-mail n’en est pas une.
    .why = Vérifié selon la règle des navigateurs web, avec un point dans le domaine, au plus 64 caractères avant le @ et 254 en tout.
    .bad = ann.example.com
    .good = ann@example.com
    .fix = Corrigez-la.
    .source = WHATWG HTML, input type=email ; RFC 5321, section 4.5.3.1

rule-email-several =
    .checks = Une cellule contient plus d’une adresse e-mail.
    .why = Un contact a une seule adresse.
    .bad = ann@example.com; bob@example.com
    .good = ann@example.com
    .fix = Donnez une ligne à chaque personne.
    .source = { -co-sell-2020 }

rule-email-wrapped =
    .checks = Une adresse e-mail est entourée d’autre chose : mailto:, un nom, des chevrons.
    .why = Les logiciels de messagerie copient ainsi les adresses ; le portail veut l’adresse seule.
    .bad = Ann Lee <ann@example.com>
    .good = ann@example.com
    .fix = L’adresse seule est gardée.
    .source = { -co-sell-2020 }

rule-email-domain-case =
    .checks = Le domaine d’une adresse e-mail a des majuscules.
    .why = La casse ne veut rien dire dans un domaine ; en minuscules, la même adresse a toujours le même aspect.
    .bad = ann@Example.COM
    .good = ann@example.com
    .fix = Mis en minuscules ; ce qui précède le @ reste tel quel.
    .source = RFC 5321, section 2.4

rule-email-lookalike =
    .checks = Le domaine d’une adresse se confond avec un autre : à une lettre d’un domaine au moins cinq fois plus fréquent dans la liste, ou de même aspect (rn et m, 0 et o, 1 et l, vv et w) ; ou bien il cache des lettres d’une autre écriture parmi des lettres latines (xn--).
    .why = Une faute de frappe envoie des prospects à un inconnu, et des domaines à une lettre près sont déposés exprès pour cela. Seule la liste entière le montre : c’est donc dit une fois par domaine, à la première ligne qui l’a.
    .bad = ann@contosso.com parmi quarante adresses de contoso.com
    .good = ann@contoso.com
    .fix = Regardez à qui est le domaine. Rien n’est changé tout seul, même avec --accept-suggestions : les deux peuvent être justes. D’autres terminaisons (contoso.de, contoso.dk), d’autres chiffres (team1.com, team2.com) et les noms de moins de cinq lettres ne sont pas comparés lettre à lettre.
    .source = Unicode Technical Standard 39, section 4 ; le reste est { -ours }

rule-role-unknown =
    .checks = Un rôle n’est aucun des quatre du portail.
    .why = Le portail admet quatre rôles, et rien d’autre.
    .bad = Salesperson
    .good = Partner sales
    .fix = Une suggestion là où l’un d’eux est proche, appliquée avec --accept-suggestions.
    .source = { -co-sell-2020 }

rule-role-spelling =
    .checks = Un rôle est écrit avec d’autres majuscules ou espaces, ou dans une autre langue.
    .why = Le modèle ne traduit jamais les rôles.
    .bad = Ventes partenaires
    .good = Partner sales
    .fix = Écrit comme dans le portail.
    .source = { -co-sell-2020 }

rule-country-unknown =
    .checks = Un morceau de Pays/Régions n’est pas un pays connu.
    .why = Le portail admet les codes à deux lettres de son tableau, et OOO.
    .bad = Narnia
    .good = NA
    .fix = Une suggestion là où un nom est proche, appliquée avec --accept-suggestions.
    .source = { -co-sell-2020 }

rule-country-unlisted =
    .checks = Un pays existe, mais manque au tableau du portail.
    .why = L’ISO 3166-1 ou l’usage connaissent AI, EH, FK et XK ; le portail les refuse.
    .bad = Kosovo
    .good = RS, AL
    .fix = Supprimez-le ; quel contact le couvre doit se régler hors de la liste.
    .source = { -country-table }

rule-country-ambiguous =
    .checks = Un nom désigne plus d’un pays.
    .why = Un mauvais code est pire qu’une question.
    .bad = Corée
    .good = KR
    .fix = Des suggestions, toutes.
    .source = { -country-table }

rule-country-spelling =
    .checks = Un pays est écrit en toutes lettres, en minuscules ou par un autre code, ou les séparateurs ne sont pas des virgules.
    .why = Le portail admet des codes à deux lettres séparés par des virgules.
    .bad = Allemagne / uk; FRA
    .good = DE, GB, FR
    .fix = Écrit en codes.
    .source = { -co-sell-2020 }

rule-country-group =
    .checks = Un groupe de pays se trouve là où des pays sont attendus.
    .why = Le portail admet des codes. Les membres vont et viennent, et EMEA est autre chose dans chaque entreprise : une personne doit voir les codes.
    .bad = DACH, pays nordiques sans IS
    .good = DE, AT, CH, DK, FI, NO, SE
    .fix = Ses membres sont la suggestion, appliquée avec --accept-suggestions ; vos propres groupes viennent de --groups FICHIER.
    .source = { -ours }

rule-country-repeated =
    .checks = Un pays figure deux fois dans une cellule.
    .why = Une fois suffit ; la seconde cache peut-être une faute de frappe.
    .bad = US, CA, US
    .good = US, CA
    .fix = Supprimé.
    .source = { -co-sell-2020 }

rule-country-global-mixed =
    .checks = OOO se trouve à côté d’autres pays.
    .why = OOO veut dire tous les pays. À côté, d’autres ne disent rien, ou c’est OOO qui est de trop.
    .bad = OOO, US
    .good = OOO
    .fix = La suggestion est OOO.
    .source = { -co-sell-2020 }

rule-state-unknown =
    .checks = Un morceau de États/Provinces n’est pas un état du tableau du portail.
    .why = Le portail a des états pour US, CA et AU. Pour tous les autres pays, la cellule reste vide.
    .bad = Bavière (pour DE)
    .good = une cellule vide
    .fix = Une suggestion là où l’un d’eux est proche.
    .source = { -co-sell-2020 }

rule-state-ambiguous =
    .checks = Un état peut en être plusieurs, ou un pays qui a glissé dans la colonne.
    .why = WA est Washington et l’Australie-Occidentale. CA, tapé après US sans guillemets, peut être la Californie ou le Canada.
    .bad = WA (pour US, AU)
    .good = US-WA
    .fix = Des suggestions, toutes.
    .source = { -unquoted-lists }

rule-state-outside-countries =
    .checks = Un état est dans un pays que le contact ne couvre pas.
    .why = Soit le pays manque, soit l’état est faux.
    .bad = CA-QC (pour US)
    .good = CA-QC (pour US, CA)
    .fix = Ajoutez le pays, ou supprimez l’état.
    .source = { -co-sell-2020 }

rule-state-spelling =
    .checks = Un état est écrit en toutes lettres, en minuscules, sans son pays, deux fois, ou avec d’autres séparateurs que des virgules.
    .why = Le portail admet des codes tels que US-WA, CA-QC, AU-NSW.
    .bad = Washington (pour US)
    .good = US-WA
    .fix = Écrit en codes, complétés d’après les pays de la ligne.
    .source = { -co-sell-2020 }

rule-contact-repeated =
    .checks = La même adresse e-mail avec le même rôle figure dans plusieurs lignes.
    .why = Le portail montrerait la personne deux fois.
    .bad = deux lignes pour ann@example.com, Partner sales
    .good = une seule ligne avec les pays des deux
    .fix = Gardez une seule ligne, avec les pays des deux.
    .source = { -ours }

rule-contact-conflict =
    .checks = La même adresse e-mail figure avec un autre nom ou un autre poste ; dans `merge`, des listes ne s’accordent pas sur un contact.
    .why = L’un des deux est périmé, ou une adresse a été copiée par mégarde. Une fusion qui en prendrait un en silence perdrait l’autre.
    .bad = Ann Lee et Bob Ray, tous deux ann@example.com
    .good = chacun avec sa propre adresse
    .fix = Regardez lequel est le bon. `merge` veut qu’on le lui dise, avec --prefer FICHIER ou --on-conflict first|last.
    .source = { -ours }

rule-contact-similar =
    .checks = Dans `merge` : deux adresses qui sont peut-être d’une seule personne. Le même nom (sans égard à la casse, aux accents ni à l’ordre des mots) ; ce qui précède le @, dans un autre domaine de l’entreprise, sous un nom semblable ; deux lettres voisines interverties.
    .why = Qui a changé d’adresse, ou dont l’adresse est mal tapée dans une liste, serait deux fois dans le portail.
    .bad = Ann Lee, ann.lee@contoso.com et Ann Lee, anne.lee@contoso.com
    .good = la bonne adresse dans les deux listes
    .fix = Rien n’est réuni tout seul. S’il s’agit d’une seule personne, donnez la même adresse aux deux lignes et fusionnez de nouveau. La ressemblance est celle de Jaro et Winkler, moyenne du nom et de l’adresse.
    .source = { -ours }

rule-contact-removed =
    .checks = Une fusion à trois supprime un contact de la base : une liste ne l’a plus, et aucune autre ne l’a modifié.
    .why = Qui supprime un contact d’une copie de la liste veut qu’il disparaisse, et les autres doivent le voir.
    .bad = ann@example.com est dans last.csv et pas dans emea.csv
    .good = ann@example.com est dans toutes les listes
    .fix = Rien à faire, ou remettez le contact dans la liste où il manque.
    .source = { -ours }

rule-sales-contact-missing =
    .checks = Un pays a des contacts, mais aucun contact Partner sales.
    .why = Il faut au moins un contact Partner sales pour chaque région dans laquelle l’offre doit être « Co-sell Ready ». Une erreur pour un marché nommé avec --markets.
    .bad = un contact Partner marketing seul pour FR
    .good = avec lui, un contact Partner sales pour FR
    .fix = Ajoutez-en un, ou donnez ce rôle à quelqu’un. Un contact avec OOO compte pour chaque pays ; `cosell coverage` montre qui couvre quoi.
    .source = { -coverage }

rule-market-uncovered =
    .checks = Personne ne couvre un marché nommé avec --markets.
    .why = Un contact est requis pour chaque zone géographique dans laquelle l’offre est disponible.
    .bad = --markets US,CA avec des contacts pour US seulement
    .good = des contacts pour US et CA
    .fix = Ajoutez un contact, ou OOO à celui qui les couvre tous.
    .source = { -coverage }
