### Textes en français pour les lecteurs. `README.md` explique comment ajouter des messages et des langues. Espace insécable devant « : », « » et « % », espace fine insécable devant « ; », « ? » et « ! ».

## Mots et éléments de phrases

or = { " ou " }
# Sépare des textes plus longs.
semicolon = { "" } ;
# Un texte d’une liste dans un message.
quoted = « { $text } »
and-more = { $list } et { $count } de plus
and-more-all = et { $count } de plus (ajoutez --all pour tout voir)
labeled-text = { $label } : { $text }
named-code = { $name } ({ $code })
row = ligne { $row }
row-of-source = { $source }, ligne { $row }
place-in-text = { $file }, ligne { $line }, colonne { $column }
row-of-sheet = ligne { $row } de la feuille « { $sheet } »
sheet-and-row = feuille { $sheet }, ligne { $row }
row-and-column = ligne { $row }, { $column }
sheet-of-file = { $file }, feuille { $sheet }
# Entre les groupes de trois chiffres d’un nombre.
digit-separator = { "\u202F" }
standard-input = entrée standard
standard-output = sortie standard
letter-of-column = colonne { $letter }
all-countries = tous les pays
all-other-countries = tous les autres pays
global-contacts = Coordonnées globales
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

empty = le fichier est vide ; une liste commence par la ligne d’en-tête Name,Email,Job title,Role,Countries/Regions,States/Provinces (`cosell template` la crée)
encoding-unsure = l’encodage est incertain : { $encoding } a été supposé d’après quelques mots, lus { $words } ; si c’est inexact, précisez l’encodage avec --encoding
encoding-ambiguous = l’encodage n’est pas clair : certains mots se lisent { $readings } ; précisez le bon avec --encoding
encoding-ambiguous-in-cells = l’encodage n’est pas clair : { $cells } se lit { $readings } ; précisez le bon avec --encoding
encoded = l’encodage est { $encoding }, mais l’Espace partenaires exige l’UTF-8
encoded-words = l’encodage est { $encoding }, mais l’Espace partenaires exige l’UTF-8 ; les mots accentués sont lus { $words } (si c’est inexact, précisez l’encodage avec --encoding)
delimited-by-tabs = le séparateur est une tabulation, mais l’Espace partenaires exige des virgules
delimited = le séparateur est « { $delimiter } », mais l’Espace partenaires exige des virgules
sep-line = la première ligne est « { $line } », que seul Excel comprend ; l’Espace partenaires la lirait comme l’en-tête
escaped-by-backslash = les guillemets et les virgules à l’intérieur des cellules suivent une barre oblique inverse (\"), comme dans les bases de données, mais l’Espace partenaires exige des guillemets doublés ("")
null-after-quote = les valeurs absentes sont écrites "N, comme dans certaines bases de données, mais l’Espace partenaires exige des cellules vides
contacts-above = il y a des contacts, ou un autre en-tête, au-dessus de l’en-tête de la ligne { $row } ; mettez un seul en-tête au-dessus de tous les contacts
header-reordered = c’est un autre en-tête, dont les colonnes sont dans un autre ordre ; remettez les colonnes de ces lignes dans l’ordre du premier en-tête
under-reordered = la ligne est sous l’en-tête de la ligne { $row }, dont les colonnes ne sont pas dans l’ordre du premier
header-below = l’en-tête est à la ligne { $row } ; les lignes au-dessus sont ignorées, la première avec « { $text } »
sheet-chosen = d’autres feuilles sont ignorées : { $sheets } (--sheet NOM en lit une, --all-sheets lit toutes celles qui ont des contacts)
sheets-without-header = ces feuilles ont des contacts, mais pas d’en-tête, et ne sont donc pas lues : { $sheets } ; placez au-dessus de leurs contacts une ligne avec Nom, Adresse e-mail, Poste, Rôle, etc., ou lisez-en une avec --sheet NOM et --no-header ; pour ne lire que certaines feuilles, nommez-les avec --sheet

## Constats : les colonnes

header-in-one-cell = toutes les colonnes sont dans une seule cellule : la ligne { $row } y réunit { $labels } ; répartissez les lignes en colonnes (dans Excel : Données, Convertir) et enregistrez de nouveau la liste
header-present = cette ligne est un en-tête ; ses colonnes sont donc utilisées et --no-header est ignoré
header-omitted = aucun en-tête trouvé, mais la ligne { $row } ressemble à un contact dont les cellules sont dans l’ordre du modèle ; si toutes les lignes sont ainsi, ajoutez --no-header, ou placez au-dessus une ligne avec Nom, Adresse e-mail, Poste, Rôle, etc.
header-in-column = les noms de colonnes se trouvent dans la première colonne, mais ils doivent être dans la première ligne, et chaque contact dans une ligne ; dans Excel, copiez la liste, choisissez Collage spécial, Transposé, et enregistrez-la à nouveau
header-in-cards = chaque contact est un bloc de lignes avec un nom de colonne et une valeur, comme « Nom : Ann Lee » ; demandez un tableau, avec une ligne par contact sous un en-tête avec Nom, Adresse e-mail, Poste, Rôle, etc.
header-missing = aucun en-tête trouvé ; mettez une ligne avec Nom, Adresse e-mail, Poste, Rôle, etc. (ou Name, Email, Job title, Role, etc.) au-dessus des contacts, ou attribuez les colonnes avec --map "Libellé=Colonne"{ $candidates }
column-missing = il manque la colonne { $column } ; si elle porte un autre nom, ajoutez --map "LIBELLÉ={ $column }", ou donnez la même valeur à toutes les lignes avec --set "{ $column }={ $example }" (colonnes de la liste : { $seen })
column-missing-near = il manque la colonne { $column } ; si c’est « { $near } », ajoutez --map "{ $near }={ $column }" (colonnes de la liste : { $seen })
column-duplicate = il y a deux colonnes pour { $column }, celle-ci et « { $first-label } » (colonne { $first }) ; renommez ou supprimez l’une des deux, ou choisissez avec --map
column-unknown = « { $label } » est ignorée, car ce n’est pas une colonne du modèle
column-unknown-near = « { $label } » est ignorée, car ce n’est pas une colonne du modèle ; si c’est { $column }, ajoutez --map "{ $label }={ $column }"
column-of-another = « { $label } » est ignorée, car elle concerne un second contact de la ligne ; donnez à chaque contact sa propre ligne
column-further = « { $label } » est ignorée, car ce n’est pas une colonne du modèle ; si elle contient d’autres valeurs de { $column }, déplacez-les dans cette colonne ou dans leurs propres lignes
column-status = « { $label } » est ignorée, car ce n’est pas une colonne du modèle ; si elle indique que des lignes ou des valeurs ne comptent pas, supprimez-les
column-unlabelled = « { $label } » n’a pas de titre, mais contient du texte à côté de { $column } ; donnez-lui un titre de colonne, ou supprimez-la
column-honorific = « { $label } » est ignorée, car elle précède le prénom et contient donc la civilité (M., Mme, Dr)
column-replaced = « { $label } » est ignorée, car --map utilise une autre colonne pour { $column }
column-overruled = « { $label } » est ignorée, car --set donne une valeur à { $column }
column-aside = « { $label } » est ignorée, car « { $taken } » est utilisée pour { $column }
column-second = « { $label } » n’est utilisée pour { $column } que dans les lignes où « { $first } » est vide
column-joined = { $column } est composé de { $labels }

## Constats : les lignes et la liste entière

row-long = la ligne a { $cells } cellules, mais l’en-tête en a { $expected } ; si une cellule contient des virgules, mettez-la entre guillemets, par exemple "US, CA"
beyond-columns = il y a du texte à droite de la dernière colonne, jusqu’à la colonne { $letter } ; ajoutez-y un en-tête, ou vérifiez si la ligne est décalée
row-short = la ligne n’a que { $cells } cellules sur { $expected } ; vérifiez s’il y a un saut de ligne ou s’il manque une virgule
shifted = « { $text } » n’est pas entre guillemets et a donc débordé de { $to } sur les colonnes suivantes
shifted-marks = { $text } est entre des guillemets que les fichiers CSV n’utilisent pas et a donc débordé de { $to } sur les colonnes suivantes ; seuls les guillemets droits (") gardent un texte entier
shifted-either = une virgule hors guillemets a décalé la ligne, qui peut se lire ainsi : { $readings } ; mettez le texte voulu entre guillemets
quote-unclosed = le guillemet avant « { $text } » à la ligne { $line } n’est jamais fermé, si bien que tout est lu comme une seule cellule jusqu’à la dernière ligne du fichier ({ $last }) ; supprimez le guillemet, ou fermez-le dans sa cellule
undecodable = certains octets ne sont pas du { $encoding } valide, et des lettres sont perdues ; précisez l’encodage avec --encoding, ou enregistrez le fichier en « CSV UTF-8 » dans Excel
rows-in-cell = le guillemet avant « { $text } » à la ligne { $line } n’est pas fermé dans sa cellule, si bien que tout est lu comme une seule ligne jusqu’à la ligne { $last } ; supprimez le guillemet, ou fermez-le dans sa cellule
quote-inside = du texte suit un guillemet fermant, si bien que la fin de la cellule n’est pas claire ; doublez ("") chaque guillemet à l’intérieur de la cellule, ou supprimez les guillemets
not-text = { $column } est un objet, mais il faut un texte
key-repeated = l’objet contient deux fois { $column } ; n’en gardez qu’un
end-of-file = marque de fin d’un ancien programme (Ctrl+Z) ignorée
totals = ligne de total ignorée
separator-row = ligne de séparation ignorée
tag-row = ligne de balises HXL ignorée
instruction-row = ligne de consignes ignorée
text-outside = { $count ->
    [one] un texte en dehors des tableaux a une adresse e-mail et n’est pas lu : « { $text } » ; si c’est un contact, ajoutez-le à la liste
   *[other] { $count } textes en dehors des tableaux ont des adresses e-mail et ne sont pas lus, le premier étant « { $text } » ; si ce sont des contacts, ajoutez-les à la liste
}
heading-skipped = intertitre « { $text } » ignoré
note-skipped = note « { $text } » ignorée
list-incomplete = la note « { $text } » indique qu’il manque des lignes à la liste ; exportez la liste entière, ou supprimez la note
alone = « { $text } » est seul sur sa ligne ; complétez le contact, ou supprimez la ligne si c’est un intertitre ou une note
heading-unclear = « { $text } » peut signifier que les contacts en dessous ne doivent pas être importés ; supprimez cette ligne s’ils doivent l’être, et ces contacts sinon
header-repeated = en-tête répété ignoré
row-hidden = la ligne est masquée dans la feuille, par un filtre ou à la main, mais elle est lue comme les autres ; supprimez-la si le contact ne doit pas figurer dans la liste
row-struck = la ligne est barrée, mais elle est lue comme les autres ; supprimez-la si le contact ne doit pas figurer dans la liste
cell-struck = « { $text } » est barré dans la cellule, mais il est lu comme tout autre texte ; supprimez-le s’il n’est pas voulu
contact-repeated = la liste contient déjà cette adresse e-mail avec ce rôle (l’adresse apparaît d’abord à la { $first }) ; gardez une seule ligne avec les pays des deux
contact-conflict = la { $first } a la même adresse e-mail, mais une autre valeur ici ; vérifiez laquelle est la bonne
sales-missing = { $country } a des contacts, mais aucun contact Partner sales ; l’offre n’y est pas « Co-sell Ready »
sales-missing-global = aucun contact Partner sales ne couvre tous les pays (OOO), mais d’autres contacts les couvrent
market-uncovered = aucun contact ne couvre ce marché : { $country }
merge-empty = la liste fusionnée ne contient aucun contact, car chaque contact a été supprimé d’une des listes ; si c’est voulu, ajoutez --allow-empty
list-empty = la liste ne contient aucun contact : la déposer dans l’Espace partenaires supprimerait tous les contacts de l’offre ; si c’est voulu, ajoutez --allow-empty

## Constats : les cellules

missing-under-merged = la cellule { $column } est vide, car la cellule fusionnée { $cell } la recouvre et appartient à une autre ligne ; annulez la fusion et écrivez la valeur de cette ligne
missing = la cellule { $column } est vide ; l’Espace partenaires exige une valeur à chaque ligne
cell-merged = la cellule fusionnée { $cell } recouvre cette cellule, et son texte est répété ici
whitespace = le texte a des espaces ou des sauts de ligne superflus
invisible = le texte contient un caractère invisible
not-normalized = certaines lettres sont enregistrées sous une forme inhabituelle (pleine chasse, ou accents séparés de leurs lettres)
formula = le texte commence par « { $first } », et un tableur l’exécuterait comme une formule ; supprimez « { $first } », ou écrivez le texte voulu
text-formula = le texte est écrit comme une formule, par exemple ="0123", qui garde les zéros du début dans Excel ; seul le texte compte
encoded-twice = des lettres spéciales ont été abîmées lors d’une conversion du fichier, et le texte était sans doute « { $text } » ; corrigez-le ici, ou dans le programme d’où vient la liste
encoded-twice-either = des lettres spéciales ont été abîmées lors d’une conversion du fichier, et le texte était { $readings } ; écrivez le texte voulu
error-cell = la cellule contient une erreur de tableur au lieu d’une valeur ; corrigez la formule
placeholder = « { $text } » signifie qu’il manque une valeur ; complétez la cellule { $column }
data-type-cell = la cellule a un type de données d’Excel, comme Géographie, et le fichier ne contient pas son texte ; dans Excel, faites un clic droit sur la cellule, puis choisissez Type de données et Convertir en texte
placeholder-state = « { $text } » signifie qu’il n’y a pas d’État ; une cellule vide dit la même chose
test-entry = « { $text } » ressemble à un essai ou à un exemple ; vérifiez qu’il s’agit d’un vrai contact
name-note = le texte entre crochets ou parenthèses fera partie du nom ; supprimez-le si c’est une remarque
cells-quoted = les guillemets autour des cellules de la ligne ne font pas partie de leur texte
text-quoted = les guillemets feront partie du texte ; supprimez-les s’ils ne sont pas voulus
markdown-marks = les marques Markdown autour du texte n’en font pas partie
special = « { $character } » est un caractère spécial ; l’Espace partenaires le refusera peut-être dans { $column }
email-no-at = adresse e-mail non valide ; il manque l’arobase (@)
email-several-ats = adresse e-mail non valide ; elle contient plusieurs arobases
email-no-local-part = adresse e-mail non valide ; il n’y a rien avant l’arobase
email-no-domain = adresse e-mail non valide ; il n’y a rien après l’arobase
email-dot-first = adresse e-mail non valide ; elle commence par un point
email-dot-last = adresse e-mail non valide ; il y a un point juste avant l’arobase
email-dots = adresse e-mail non valide ; il y a deux points de suite avant l’arobase
email-comma = adresse e-mail non valide ; le domaine a une virgule au lieu d’un point
email-digits-ending = adresse e-mail non valide ; le domaine finit par un nombre, et non par une extension comme .com
email-no-dot = adresse e-mail non valide ; il manque la fin du domaine, par exemple .com
email-space = adresse e-mail non valide ; elle contient un espace
email-character = le caractère « { $character } » ne peut pas figurer dans une adresse e-mail
email-character-beyond-ascii = le caractère « { $character } » ne peut pas figurer dans une adresse e-mail, car ce n’est pas une lettre de a à z, même s’il y ressemble
email-domain-dots = adresse e-mail non valide ; le domaine commence ou finit par un point, ou a deux points de suite
email-domain-hyphen = adresse e-mail non valide ; une partie du domaine commence ou finit par un trait d’union
email-domain-long = adresse e-mail non valide ; une partie du domaine dépasse 63 caractères
email-local-too-long = adresse e-mail non valide ; elle a plus de 64 caractères avant l’arobase
email-too-long = adresse e-mail non valide ; elle a plus de 254 caractères
email-several = la cellule contient { $count } adresses e-mail, mais un contact n’en a qu’une ; gardez-en une, ou utilisez une ligne pour chacune
email-wrapped = la cellule contient autre chose que l’adresse e-mail
email-remark = la cellule contient un autre texte à côté de l’adresse e-mail, par exemple une remarque ou un autre nom ; s’il est inutile, ne gardez que l’adresse
email-link-differs = la cellule est un lien vers { $address }, qui est une autre adresse ; vérifiez laquelle est la bonne
email-linked = adresse e-mail non valide, mais la cellule est un lien vers une adresse
email-repeated = la cellule contient plusieurs fois la même adresse e-mail
email-guest = c’est l’identifiant d’un compte invité, qui ne reçoit pas d’e-mails ; indiquez l’adresse de la personne
email-domain-unknown = aucune adresse e-mail d’Internet ne finit par « .{ $ending } » ; vérifiez s’il s’agit d’une faute de frappe
email-domain-case = le domaine contient des majuscules
lookalike-letter = { $count ->
    [one] { $domain } ne diffère que d’une lettre de { $usual } ({ $count } ligne) ; vérifiez s’il s’agit d’une faute de frappe
   *[other] { $domain } ne diffère que d’une lettre de { $usual } ({ $count } lignes) ; vérifiez s’il s’agit d’une faute de frappe
}
lookalike-look = { $count ->
    [one] { $domain } ressemble à { $usual } ({ $count } ligne) ; vérifiez s’il s’agit d’une faute de frappe ou du domaine de quelqu’un d’autre
   *[other] { $domain } ressemble à { $usual } ({ $count } lignes) ; vérifiez s’il s’agit d’une faute de frappe ou du domaine de quelqu’un d’autre
}
lookalike-script = { $domain } s’affiche { $shown }, avec des lettres d’un autre alphabet qui ressemblent à des lettres latines ; vérifiez à qui appartient ce domaine
role-unknown = « { $role } » n’est pas un des quatre rôles ; choisissez { $roles }
role-unknown-near = « { $text } » n’est pas un des quatre rôles ; vouliez-vous dire { $role } ? (acceptés : { $roles })
role-several = la ligne contient plusieurs rôles ({ $roles }), mais un contact n’en a qu’un ; utilisez une ligne pour chacun
contact-several = la ligne contient { $count } personnes ; utilisez une ligne pour chacune
role-spelling = l’Espace partenaires écrit { $role }
role-accepted = « { $piece } » est { $role } (accepté par le profil { $profile })

## Constats : les pays

country-or-missing = « { $piece } » peut désigner la Namibie ou une valeur manquante, comme dans { $column } ; écrivez le pays autrement, par exemple son nom
country-is-state = « { $piece } » est un État ou une province ({ $states }) ; écrivez-le dans États/Provinces, et son pays ici
country-unknown = « { $piece } » n’est pas un pays connu ; écrivez des codes à deux lettres tels que US, CA, FR, ou OOO pour tous les pays
country-unknown-near = « { $piece } » n’est pas un pays connu ; vouliez-vous dire { $country } ?
country-unlisted = « { $piece } » désigne { $country }, qui ne figure pas dans la liste des pays de l’Espace partenaires ; supprimez-le
country-ambiguous = « { $piece } » peut désigner { $readings } ; écrivez le code voulu
country-or-abbreviation = « { $piece } » peut désigner { $country } ou { $place } ; écrivez les codes voulus
country-or-place = « { $piece } » peut désigner { $one } et { $other }, ou seulement { $within }, où un lieu porte ce nom ; écrivez les codes voulus
country-or-state = « { $piece } » peut inclure { $country }, ou l’État { $state } ; écrivez ici les codes des pays, et les États dans États/Provinces
country-or-territory = « { $piece } » peut désigner { $one } et { $other }, ou seulement { $one } ; écrivez les codes voulus
country-or-word = « { $piece } » peut désigner { $country }, ou bien c’est un autre mot ou un fuseau horaire ; écrivez le code, ou supprimez-le
sign-doubtful = « { $piece } » comporte un signe qui peut exclure cet élément ; écrivez seulement les codes voulus, sans signe
country-or-domain = « { $piece } » peut désigner { $readings }, car l’adresse e-mail se termine par { $ending } ; écrivez le code voulu
country-joined = « { $piece } » peut désigner un pays ou plusieurs ; écrivez les codes voulus
country-guess = « { $piece } » désigne sans doute { $code } ; si c’est bien cela, écrivez { $code }
country-spelling = « { $piece } » s’écrit { $code }
country-accepted = « { $piece } » est { $codes } (accepté par le profil { $profile })
separators = les codes doivent être séparés par des virgules
repeated = « { $piece } » répète { $code }
global-mixed = OOO (tous les pays) ne peut pas être combiné avec d’autres codes ; supprimez-le, ou supprimez les autres codes
group-named = { $count ->
    [one] « { $piece } » désigne { $count } pays ; écrivez son code : { $codes }
   *[other] « { $piece } » désigne { $count } pays ; écrivez leurs codes : { $codes }
}
group-counted = { $count ->
    [one] « { $piece } » désigne { $count } pays ; écrivez le code voulu
   *[other] « { $piece } » désigne { $count } pays ; écrivez les codes voulus
}
group-unsettled = « { $piece } » désigne un groupe dont la liste des pays n’est pas fixe ; écrivez les codes des pays voulus
group-rest = « { $piece } » dépend de ce que couvrent les autres contacts ; écrivez les codes voulus
group-unclear = « { $piece } » ne précise pas quels pays sont inclus ; écrivez les codes voulus
torn = « { $piece } » peut désigner { $readings } ; écrivez les codes voulus
several = « { $piece } » s’écrit { $codes }
several-guessed = « { $piece } » désigne sans doute { $codes } ; si c’est bien cela, écrivez ces codes, séparés par des virgules
surplus = il suffit d’écrire les codes, séparés par des virgules

## Constats : les états

state-unknown = « { $piece } » n’est pas dans la liste des États et provinces de l’Espace partenaires ; écrivez des codes tels que US-WA, CA-QC, AU-NSW, ou rien
state-unknown-near = « { $piece } » n’est pas dans la liste des États et provinces de l’Espace partenaires ; vouliez-vous dire { $state } ?
state-of-none = « { $piece } » ne peut pas être utilisé, car l’Espace partenaires ne propose pas d’États pour ce pays, { $country } ; laissez la cellule vide
state-is-subdivision = « { $piece } » désigne { $name }, qui fait partie de ce pays, { $country } ; l’Espace partenaires n’y propose pas d’États, laissez donc la cellule vide
states-of-country = la cellule des pays indique ces États : { $codes } ; leur place est ici
states-disagree = la cellule des pays indique d’autres États ({ $codes }) ; écrivez ici les États voulus, et ne gardez que le pays dans Pays/Régions
country-with-states = « { $piece } » désigne { $country } avec des États ; ne gardez ici que le pays, et déplacez { $codes } dans États/Provinces
state-is-country = « { $piece } » est un pays ({ $name }), pas un État ; s’il fait partie de la liste des pays, déplacez-le dans Pays/Régions
state-ambiguous = « { $piece } » peut désigner { $readings } ; écrivez le code voulu
state-or-none = « { $piece } » peut désigner { $state }, ou bien l’absence d’État ; écrivez le code, ou laissez la cellule vide
state-is-own-country = « { $piece } » est le pays ({ $name }), qui figure déjà dans Pays/Régions ; laissez la cellule vide
state-or-country = « { $piece } » peut désigner un État, ou le pays { $name } de la liste des pays ; écrivez le code entier de l’État, ou déplacez le pays dans Pays/Régions
state-or-repeated = « { $piece } » peut désigner un État, ou répéter { $name } de Pays/Régions ; écrivez le code entier de l’État, ou laissez la cellule vide
state-outside = « { $piece } » fait partie d’un pays absent de Pays/Régions : { $country } ; ajoutez-y le pays, ou supprimez l’État
state-spelling = « { $piece } » s’écrit { $code }

## Constats : les listes fusionnées

disagree-taken = { $conflict } ; « { $taken } » est retenu
disagree-which = { $conflict } ; vérifiez quelle valeur est la bonne
disagree-clash = { $conflict } ; ces modifications ne peuvent pas être combinées
deleted-kept = { $conflict } ; le contact est conservé
deleted-removed = { $conflict } ; le contact est supprimé
deleted-which = { $conflict } ; décidez s’il faut le garder
removed = { $person } n’est plus dans { $lists }, et personne ne l’a modifié ; le contact est donc supprimé
removed-namesake = { $person } n’est plus dans { $lists }, et personne ne l’a modifié ; le contact est donc supprimé ; { $namesake }, porte le même nom et est nouveau ; il est donc ajouté
other-role = { $email } a « { $said } » comme { $role } dans { $row } ; vérifiez quelle valeur est la bonne
states-dropped = { $person } se limite ici à { $codes }, mais couvre tout le pays dans { $row } ; le contact fusionné couvre donc tout le pays
similar = { $contact } ; s’il s’agit d’une seule personne, donnez la même adresse aux deux
similar-more = { $contact }, et { $count } de plus ; s’il s’agit d’une seule personne, donnez partout la même adresse
answer-edited = cette cellule a été modifiée, mais seules les cellules en couleur attendent une réponse ; annulez la modification, ou écrivez les conflits dans un nouveau classeur
answer-mark = le repère masqué de cette ligne manque ou est abîmé, on ne sait donc pas à quelle question elle répond ; copiez la réponse dans la ligne de la question
# Variables: $person (Box<str>)
answer-missing = pas de réponse sur { $person } ; choisissez une valeur ici, ou écrivez-en une autre dans la cellule suivante
answer-twice = une valeur est choisie et une autre est écrite ; videz l’une des deux cellules
answer-not-written = cette question n’admet pas d’autre valeur ; videz cette cellule et choisissez dans la précédente
# Variables: $piece (piece), $options (Quoted)
answer-unknown = « { $piece } » n’est pas une des valeurs à choisir : { $options } ; pour une autre valeur, utilisez la cellule suivante si elle est en couleur
# Variables: $person (Box<str>)
answer-gone = ici, les listes ne se contredisent plus sur { $person } ; écrivez les conflits dans un nouveau classeur, ou videz cette cellule
# Variables: $person (Box<str>)
answer-stale = les listes ont maintenant pour { $person } d’autres valeurs que dans cette ligne ; écrivez les conflits dans un nouveau classeur et répondez de nouveau à celui-ci
answer-pair-gone = les listes n’ont plus les deux personnes telles que dans cette ligne ; écrivez les conflits dans un nouveau classeur, ou videz cette cellule
answer-distinct = selon not-same-person dans cosell.toml, ce sont deux personnes ; enlevez la paire de ce fichier, ou changez cette réponse
# Variables: $row (u64)
answer-contradicts = la ligne { $row } donne une autre réponse à la même question ; corrigez l’une des deux
answer-several = cela fait plusieurs valeurs ; écrivez celle qui est juste

## Éléments des constats

contact-in-row = { $person }, dans { $row }
hidden-sheet = { $sheet } (masquée)
header-nearest = { "" } ; la plus proche est la ligne { $row }, avec { $labels }
header-then-nearest = { "" } ; la suivante est la ligne { $row }, avec { $labels }
label-known = « { $label } » pour { $column }
label-near = « { $label } » (--map "{ $label }={ $column }" ?)
shifted-reading = « { $text } » dans { $to }
encoding-reading = { $words } en { $encoding }
shifted-or = { ", ou " }
domain-in-rows = { $uses ->
    [one] { $domain } (à cette ligne seulement)
   *[other] { $domain } ({ $uses } lignes, celle-ci en premier)
}
# Parties de pays, et régions, qu’un code peut abréger.
northern-ireland = l’Irlande du Nord, qui fait partie du Royaume-Uni (GB)
channel-islands = les îles Anglo-Normandes, Guernesey (GG) et Jersey (JE)
scotland = l’Écosse, qui fait partie du Royaume-Uni (GB)
north-america = l’Amérique du Nord
south-america = l’Amérique du Sud
latin-america = l’Amérique latine
middle-east = le Moyen-Orient
eastern-europe = l’Europe de l’Est
northern-europe = l’Europe du Nord
africa = l’Afrique
asia = l’Asie
americas = les Amériques
# D’où viennent les membres d’un groupe : le groupe, et sa source.
group-origin = { $group } (source : { $source })
# Une source sans nom.
common-usage = usage courant
group-without = { $group } sans { $codes }
group-as-of = { $group } au { $date }
text-in-row = « { $said } » dans { $row }
people-disagree = pour { $person }, on trouve { $others }
people-disagree-base = pour { $person }, on trouve { $others }, et auparavant { $base }
scopes-disagree = { $person } couvre { $others }
scopes-disagree-base = { $person } couvre { $others }, et couvrait auparavant { $base }
deleted = { $person } a été modifié ici ({ $edits }){ $also } et supprimé dans { $lists }
deleted-also = { " " }et dans { $row }
deleted-namesake = { $list } (où { $person }, dans { $row }, porte le même nom et est peut-être la même personne)
edit = { $column } « { $before } » → « { $now } »
similar-name = { $other }, dans { $row }, porte un nom semblable (ressemblance de { $percent } %)
similar-mailbox = { $other }, dans { $row }, a le même nom avant l’arobase, mais un autre domaine (ressemblance de { $percent } %)
similar-letters = { $other }, dans { $row }, a la même adresse avec deux lettres interverties (ressemblance de { $percent } %)

## Le compte rendu des constats

error = erreur
warning = avertissement
note = remarque
fixed = corrigé
fixable = corrigeable
# Les lignes ont d’autres numéros dans un éditeur de texte si une cellule contient des sauts de ligne.
place-on-line = { $location } (ligne { $line } dans un éditeur de texte)
likewise = comme ci-dessus
suggestion = suggestion :
one-of = au choix :
an-empty-cell = une cellule vide
# Les caractères écrits autrement parce qu’ils sont invisibles, par exemple \n.
character-line-break = saut de ligne
character-tab = tabulation
character-no-break-space = espace insécable
character-zero-width-space = espace sans largeur
character-soft-hyphen = trait d’union visible seulement en fin de ligne
character-direction-mark = marque invisible du sens d’écriture
character-special-space = espace d’un type inhabituel
character-control = caractère de contrôle
character-accent = accent séparé de sa lettre
character-invisible = caractère invisible
long-text = { $text } ... ({ $count } caractères)
ignored-columns = ignorées : { $columns }
unchanged = inchangé
not-understood = non compris

row-count = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
# À la place des nombres de lignes, si l’en-tête est inutilisable.
no-rows-read = aucune ligne lue
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
    [one] { $count } ignorée
   *[other] { $count } ignorées
}
removed-count = { $count ->
    [one] { $count } supprimée
   *[other] { $count } supprimées
}
split-count = { $count ->
    [one] { $count } issue d’une ligne divisée
   *[other] { $count } issues de lignes divisées
}
split-into = diviser la ligne en { $count } contacts

problems-to-correct = { $count ->
    [one] { $count } problème à corriger
   *[other] { $count } problèmes à corriger
}
# Après --markets avec un fichier qui a l’état de chaque marché.
markets-not-enabled = { $file } : { $count ->
    [one] { $count } marché n’est pas activé et n’est pas pris en compte
   *[other] { $count } marchés ne sont pas activés et ne sont pas pris en compte
}
warnings-to-check = { $count ->
    [one] { $count } avertissement à vérifier
   *[other] { $count } avertissements à vérifier
}
others-are-fixed = { $count ->
    [one] { $by-hand } ; { $count } autre est corrigé automatiquement.
   *[other] { $by-hand } ; { $count } autres sont corrigés automatiquement.
}
all-are-fixed = { $count ->
    [one] Rien à corriger à la main : `cosell convert LISTE -o NOUVEAU.csv` corrige { $count } problème.
   *[other] Rien à corriger à la main : `cosell convert LISTE -o NOUVEAU.csv` corrige les { $count } problèmes.
}
mark-in-workbook = Pour que ces cellules soient signalées dans un classeur, ajoutez --annotate a-corriger.xlsx.
# La ligne de chacun de plusieurs fichiers se termine ainsi.
no-problems = aucun problème
fixable-count = { $count ->
    [one] { $count } corrigeable
   *[other] { $count } corrigeables
}
file-unreadable = illisible ; voir l’erreur
files-unreadable = { $count ->
    [one] { $count } fichier sur { $of } est illisible.
   *[other] { $count } fichiers sur { $of } sont illisibles.
}
# Après le message d’une annotation.
fixed-by-convert = { $message } (`cosell convert` le corrige)
nothing-is-wrong = Aucun problème trouvé.
nothing-is-wrong-by-rules = Aucun problème trouvé par les règles choisies.

## Le classeur annoté

# Le titre de la colonne des problèmes, et le nom de leur feuille, dans les classeurs de versions antérieures.
findings = Constats
# La première feuille, et la colonne à côté de chaque ligne qui en résume les problèmes.
annotated-sheet = À corriger
# $sheets : les feuilles qui ont quelque chose à corriger ; $column : la colonne à côté de chaque ligne.
to-correct = { $count ->
    [one] 1. Corrigez les cellules rouges de la feuille { $sheets }. La colonne « { $column } » y dit ce qui ne va pas dans chaque ligne.
   *[other] 1. Corrigez les cellules rouges des feuilles { $sheets }. La colonne « { $column } » y dit ce qui ne va pas dans chaque ligne.
}
to-correct-below = { $count ->
    [one] 1. Corrigez les cellules rouges de { $count } feuille, voir ci-dessous. La colonne « { $column } » y dit ce qui ne va pas dans chaque ligne.
   *[other] 1. Corrigez les cellules rouges de { $count } feuilles, voir ci-dessous. La colonne « { $column } » y dit ce qui ne va pas dans chaque ligne.
}
to-leave = 2. Vérifiez les cellules jaunes, qui sont peut-être justes. Les cellules bleu pâle sont déjà corrigées, ou le seront : rien à y faire.
to-return = 3. Enregistrez ce classeur et renvoyez-le. Gardez les lignes d’en-tête. Cette feuille, la colonne des problèmes et les codes sont ignorés à la lecture.
nothing-to-correct = Il n’y a rien à corriger.
only-to-check = Vérifiez les cellules jaunes, qui sont peut-être justes. Si vous en modifiez une, enregistrez ce classeur et renvoyez-le.
weight-error = Erreur
weight-warning = Avertissement
weight-note = Remarque
the-row = Ligne entière
to-check = À vérifier – { $said }
fixed-in-row = { $count ->
    [one] { $count } cellule est corrigée automatiquement
   *[other] { $count } cellules sont corrigées automatiquement
}
more-in-row = { $count ->
    [one] { $count } autre problème dans cette ligne
   *[other] { $count } autres problèmes dans cette ligne
}
will-become = Deviendra { $value }
changed-to = Remplacé par { $value }
was-received = Reçu : { $value }
fixed-automatically = Corrigé automatiquement
suggested = Suggestion : { $value }
suggested-empty = Suggestion : laissez la cellule vide
one-of-these = Au choix : { $values }
suggested-split = Suggestion : diviser la ligne en { $count } contacts : { $contacts }
notes-left-out = Seules les { $count } premières cellules ont une note. Les autres sont aussi colorées et figurent ici.
findings-left-out = { $count ->
    [one] La feuille n’a pas de place pour { $count } autre problème.
   *[other] La feuille n’a pas de place pour { $count } autres problèmes.
}

# Constats pour lesquels le terminal nomme des options du programme. Qui lit le classeur n’a peut-être pas le programme.
plain-encoding-unsure = l’encodage est incertain : { $encoding } a été supposé d’après quelques mots, lus { $words } ; vérifiez qu’ils sont corrects
plain-encoding-ambiguous = l’encodage n’est pas clair : certains mots se lisent { $readings } ; vérifiez lequel est le bon
plain-encoded-words = l’encodage est { $encoding }, mais l’Espace partenaires exige l’UTF-8 ; les mots accentués sont lus { $words }
plain-undecodable = certains octets ne sont pas du { $encoding } valide, et des lettres sont perdues ; enregistrez le fichier en « CSV UTF-8 » dans Excel
plain-sheet-chosen = d’autres feuilles sont ignorées : { $sheets }
plain-sheets-without-header = ces feuilles ont des contacts, mais pas d’en-tête, et ne sont donc pas lues : { $sheets } ; placez au-dessus de leurs contacts une ligne avec Nom, Adresse e-mail, Poste, Rôle, etc.
plain-column-unknown = « { $label } » est ignorée, car ce n’est pas une colonne du modèle ; c’est peut-être la colonne { $column } sous un autre nom
plain-column-replaced = « { $label } » est ignorée, car une autre colonne est utilisée pour { $column }
plain-header-present = cette ligne est un en-tête, donc ses colonnes sont utilisées
plain-list-empty = la liste ne contient aucun contact
plain-column-overruled = « { $label } » est ignorée, car { $column } a reçu une valeur pour toutes les lignes

## Les constats pour d’autres programmes

started-in = Le dossier où cosell a été lancé.
safe-fix = Une correction sûre : `cosell convert` écrit cette valeur.
guessed-fix = Une suggestion : vérifiez que c’est bien ce que vous vouliez écrire.

## Les titres de l’explication d’une règle

title-why = Pourquoi
title-bad = Incorrect
title-good = Correct
title-fix = Correction
title-source = Source

## Résultats : la liste écrite

nothing-written = Rien n’a été écrit.
nothing-written-errors = { $count ->
    [one] Rien n’a été écrit : { $count } problème à corriger. Déposer une liste incomplète supprimerait les contacts manquants de l’Espace partenaires.
   *[other] Rien n’a été écrit : { $count } problèmes à corriger. Déposer une liste incomplète supprimerait les contacts manquants de l’Espace partenaires.
}
nothing-written-conflicts = { $count ->
    [one] Rien n’a été écrit : { $count } désaccord entre les listes. Corrigez l’une d’elles, ou tranchez avec --prefer FICHIER, --on-conflict first ou --on-conflict last.
   *[other] Rien n’a été écrit : { $count } désaccords entre les listes. Corrigez l’une d’elles, ou tranchez avec --prefer FICHIER, --on-conflict first ou --on-conflict last.
}
conflicts-by-hand = Pour les faire trancher dans un classeur, ajoutez --conflicts FICHIER.xlsx.
no-list-conflicts = { $count ->
    [one] Aucune liste n’a été écrite : { $count } désaccord entre les listes.
   *[other] Aucune liste n’a été écrite : { $count } désaccords entre les listes.
}
no-list-answers = { $count ->
    [one] Aucune liste n’a été écrite : { $count } question est ouverte, ou sa réponse ne convient pas.
   *[other] Aucune liste n’a été écrite : { $count } questions sont ouvertes, ou leurs réponses ne conviennent pas.
}
answers-to-correct = Corrigez { $file }, ou écrivez les questions ouvertes, avec les réponses qui conviennent, dans un nouveau classeur : ajoutez --conflicts NOUVEAU.xlsx.
questions-written = { $count ->
    [one] { $count } question est dans { $file }. Faites-y répondre, puis relancez cette commande avec --answers { $file }
   *[other] { $count } questions sont dans { $file }. Faites-y répondre, puis relancez cette commande avec --answers { $file }
}
no-questions = Les listes concordent, il n’y a rien à trancher : { $file } n’a pas été écrit.
merged-from = { $counts }.
contacts-from = { $count ->
    [one] { $count } contact de { $file }
   *[other] { $count } contacts de { $file }
}
count-from = { $count } de { $file }
contacts-changed-in = { $count ->
    [one] { $count } contact modifié dans { $file }
   *[other] { $count } contacts modifiés dans { $file }
}
count-changed-in = { $count } dans { $file }
count-in-both = { $count } dans les deux
count-in-several = { $count } dans plusieurs listes
nothing-written-warnings = { $count ->
    [one] Rien n’a été écrit : { $count } avertissement à vérifier, et --strict traite les avertissements comme des erreurs.
   *[other] Rien n’a été écrit : { $count } avertissements à vérifier, et --strict traite les avertissements comme des erreurs.
}
nothing-compared = Comparaison impossible : des lignes contiennent des erreurs, et leurs contacts passeraient pour supprimés.
nothing-counted = Couverture non calculée : des lignes contiennent des erreurs, et leurs contacts ne seraient pas comptés.
with-rejects = Pour écrire quand même les lignes valides, ajoutez --rejects FICHIER.xlsx ; les autres iront dans ce classeur, avec les raisons.
written = { $said }. Enregistré dans { $file }.
written-to = Enregistré dans { $file }.
shown-only = La liste est seulement affichée à l’écran. Pour l’enregistrer, ajoutez -o contacts.csv.
ledger-fixed = { $count ->
    [0] { $ledger }, aucune correction nécessaire
    [one] { $ledger }, { $count } problème corrigé
   *[other] { $ledger }, { $count } problèmes corrigés
}
rejects-written = Les lignes rejetées sont dans { $file }, avec les raisons. Ne déposez pas encore { $list } : les contacts rejetés seraient supprimés de l’Espace partenaires. Corrigez { $file }, puis réunissez les deux : cosell merge { $list } { $file }{ $options } -o NOUVEAU.csv
original-kept = L’original est conservé sous le nom { $file }.
accepted-by = (accepté par le profil { $profile })
profile-applied = Profil { $profile } de { $file } : { $options }
defaults-applied = Valeurs par défaut de { $file } : { $options }
accepted-readings = { $count ->
    [one] { $count } lecture acceptée
   *[other] { $count } lectures acceptées
}
allowed-domains = { $count ->
    [one] { $count } domaine d’entreprise
   *[other] { $count } domaines d’entreprise
}
distinct-pairs = { $count ->
    [one] { $count } paire de personnes différentes
   *[other] { $count } paires de personnes différentes
}
profile-saved = Les options sont enregistrées comme profil { $profile } dans { $file }.
check-same = `convert` ne modifierait pas { $file }.
check-differs = `convert` modifierait { $file }. Pour le modifier : cosell convert { $file } --in-place
in-place-needs-file = l’entrée standard ne peut pas être comparée ni remplacée
in-place-workbook = { $file } : un classeur, une page web ou une archive n’est pas converti sur place, car il peut contenir plus que la liste
in-place-lossy = { $file } : des colonnes ou des lignes qui ne sont pas des contacts seraient perdues
remedy-in-place-lossy = Enlevez --no-backup, ou nommez un autre fichier avec -o.
remedy-name-output = Nommez un autre fichier avec -o.
rejects-written-only = Il ne reste aucun contact : { $list } n’a pas été écrit. Les lignes rejetées sont dans { $file }, avec les raisons. Corrigez-les, puis convertissez-les : cosell convert { $file }{ $options } -o NOUVEAU.csv
rejects-written-beside = Les lignes rejetées sont dans { $file }, avec les raisons. Tant qu’elles ne sont pas corrigées, la liste est incomplète : la déposer supprimerait ces contacts de l’Espace partenaires.
rejects-neutralized = { $count ->
    [one] { $count } cellule de ce fichier commence par une apostrophe, pour qu’un tableur ne l’exécute pas comme une formule ; `cosell` l’enlève en relisant le fichier.
   *[other] { $count } cellules de ce fichier commencent par une apostrophe, pour qu’un tableur ne les exécute pas comme des formules ; `cosell` l’enlève en relisant le fichier.
}
not-annotated = { $file } n’a pas été écrit : corrigez d’abord l’en-tête.
annotated = { $file } reprend les lignes de { $source } et y signale les problèmes. Corrigez-y les cellules, puis convertissez { $file }. { $source } n’a pas été modifié.
annotated-in-folder = { $count ->
    [one] { $count } liste est à corriger ; les problèmes sont signalés dans un classeur pour son auteur : { $files }
   *[other] { $count } listes sont à corriger ; les problèmes sont signalés dans un classeur pour chaque auteur : { $files }
}
annotated-removed = { $count ->
    [one] Supprimé, car il n’y a plus rien à corriger dans sa liste : { $files }
   *[other] Supprimés, car il n’y a plus rien à corriger dans leurs listes : { $files }
}
annotated-kept = { $count ->
    [one] Ce fichier plus ancien n’a pas été modifié ; il n’y a rien à corriger dans sa liste : { $files }
   *[other] Ces fichiers plus anciens n’ont pas été modifiés ; il n’y a rien à corriger dans leurs listes : { $files }
}
none-to-annotate = Aucune liste n’est à corriger ; aucun classeur n’a donc été écrit.
no-contacts-written = La liste ne contient aucun contact : la déposer dans l’Espace partenaires supprimerait tous les contacts de l’offre.
upload-as-it-is = Déposez ce fichier sans l’enregistrer d’abord dans Excel : Excel pourrait y mettre des points-virgules, et l’Espace partenaires le refuserait.
# Les étapes suivantes dans l’Espace partenaires, une par ligne.
next-step-import = Ensuite, dans l’Espace partenaires : importez le fichier dans les contacts de la solution, puis envoyez-la pour révision.
next-step-roles = Chaque contact commercial doit y avoir le rôle Referral Admin ou Referral User.
next-step-export = { $count ->
    [one] Ensuite : exportez la liste, déposez le fichier dans l’Espace partenaires, et envoyez l’offre pour révision.
   *[other] Ensuite : exportez les listes, déposez les fichiers dans l’Espace partenaires, et envoyez les offres pour révision.
}
next-step-uploaded = Une fois que c’est fait, notez-le dans le registre.
upload-recorded = Noté dans le registre : l’Espace partenaires a la révision { $number } de { $offer }.
still-pending = La révision { $number } de { $offer } reste à déposer.
nothing-pending = Rien n’a été écrit : la dernière révision de chaque offre a été déposée.
export-not-recorded = Le registre est en lecture seule et ne garde donc pas trace de cet export.
offers-to-export = { $count ->
    [one] { $count } offre est à exporter et à déposer :
   *[other] { $count } offres sont à exporter et à déposer :
}
offers-to-upload = { $count ->
    [one] La liste de { $count } offre a été exportée. Déposez-la dans l’Espace partenaires, envoyez l’offre pour révision, puis notez-le dans le registre :
   *[other] Les listes de { $count } offres ont été exportées. Déposez-les dans l’Espace partenaires, envoyez les offres pour révision, puis notez-le dans le registre :
}
removed-offers = { $count ->
    [one] Offre retirée, gardée dans l’historique : { $offers }
   *[other] Offres retirées, gardées dans l’historique : { $offers }
}
offer-renamed = { $offer } s’appelle maintenant { $new } dans le registre, avec son historique ; rien n’a changé dans l’Espace partenaires.
offer-renamed-file = `cosell export --all-offers` et --pending nomment maintenant son fichier { $file }. Pour revenir en arrière :
offer-removed = { $offer } a été retirée des offres du registre ; son historique reste, et rien n’a changé dans l’Espace partenaires.
offer-comes-back = Pour la remettre :
loss-offer = l’offre « { $offer } », qui a { $contacts }, serait retirée des offres du registre
backed-up = Le registre a été copié dans { $file }.
given-twice = { $file } est donné deux fois
same-file = { $file } et { $other } sont le même fichier

## Résultats : les listes préparées

# La première phrase sur une liste : elle a été écrite pour l’importation, elle l’était déjà, ou elle doit être corrigée.
prepared-ready = { $count ->
    [one] { $list } est prêt : { $count } contact se trouve dans { $file }.
   *[other] { $list } est prêt : { $count } contacts se trouvent dans { $file }.
}
prepared-already = { $count ->
    [one] { $file } est déjà prêt, avec { $count } contact ; aucun fichier n’a été écrit.
   *[other] { $file } est déjà prêt, avec { $count } contacts ; aucun fichier n’a été écrit.
}
prepared-to-correct = { $count ->
    [one] { $list } contient { $count } problème que vous seul pouvez résoudre.
   *[other] { $list } contient { $count } problèmes que vous seul pouvez résoudre.
}
prepared-unread = Les colonnes de { $list } n’ont pas pu être lues, donc aucun fichier n’a été écrit. Corrigez ceci dans la liste, puis préparez-la à nouveau :
prepared-empty = { $list } ne contient aucun contact, donc aucun fichier n’a été écrit : l’importer supprimerait tous les contacts de l’offre.
prepared-marked = { $count ->
    [one] Il est signalé dans { $file }, un nouveau classeur avec les lignes de la liste.
   *[other] Ils sont signalés dans { $file }, un nouveau classeur avec les lignes de la liste.
}
prepared-correct-next = Corrigez-y les cellules rouges, enregistrez, puis déposez ce fichier sur cosell, ou tapez :
prepared-upload-next = Importez { $file } dans l’Espace partenaires sans l’enregistrer d’abord dans Excel ; il remplace tous les contacts de l’offre.
prepared-corrected = { $count ->
    [one] { $count } correction a été faite :
   *[other] { $count } corrections ont été faites :
}
prepared-split = { $count ->
    [one] { $count } contact a été ajouté, car une ligne en contenait plusieurs.
   *[other] { $count } contacts ont été ajoutés, car des lignes en contenaient plusieurs.
}
prepared-to-check = { $count ->
    [one] Vérifiez { $count } point qui est peut-être faux :
   *[other] Vérifiez { $count } points qui sont peut-être faux :
}
prepared-columns = { $count ->
    [one] Cette colonne n’est pas utilisée : { $columns }.
   *[other] Ces colonnes ne sont pas utilisées : { $columns }.
}
prepared-skipped = { $count ->
    [one] { $count } ligne sans contact a été laissée de côté, par exemple un titre ou un total.
   *[other] { $count } lignes sans contact ont été laissées de côté, par exemple des titres ou des totaux.
}
prepared-notes = À noter :
prepared-column-missing = il manque la colonne { $column } ; ajoutez-la ou, si elle porte un autre nom, renommez-la (colonnes de la liste : { $seen })
prepared-column-near = il manque la colonne { $column } ; si c’est « { $near } », renommez-la en { $column }
prepared-column-twice = il y a deux colonnes pour { $column }, « { $first } » et « { $label } » ; renommez ou supprimez l’une des deux
prepared-header-missing = aucun en-tête trouvé ; mettez une ligne avec Nom, Adresse e-mail, Poste, Rôle, Pays/Régions et États/Provinces au-dessus des contacts
# La dernière ligne, sur plusieurs listes.
prepared-lists = { $count ->
    [one] { $count } liste : { $counts }.
   *[other] { $count } listes : { $counts }.
}
prepared-count-ready = { $count ->
    [one] { $count } prête
   *[other] { $count } prêtes
}
prepared-count-to-correct = { $count } à corriger
prepared-count-failed = { $count ->
    [one] { $count } inutilisable
   *[other] { $count } inutilisables
}
prepared-merge-first = Chaque importation remplace tous les contacts de l’offre. Si des listes concernent la même offre, fusionnez-les d’abord :
prepared-plan = Le plan d’une importation dans « { $offer } » du registre :
prepared-import-next = Pour l’importer dans le registre :
prepare-all-sheets = { $list } a des contacts dans plusieurs feuilles : { $sheets }. Les utiliser toutes ?
# La fenêtre du programme, que Windows ouvre pour un double clic ou pour des listes déposées sur son icône.
window-explanation = cosell prépare des listes de contacts pour l’Espace partenaires. Il lit un classeur ou un fichier CSV, corrige ce qui est certain et écrit un nouveau fichier à côté : un fichier à importer, ou un classeur dans lequel les problèmes sont signalés. Votre liste reste telle quelle.
window-question = Faites glisser une liste dans cette fenêtre et appuyez sur Entrée (Entrée seule quitte cosell) :
window-closes = Appuyez sur Entrée pour fermer cette fenêtre.

## Résultats : deux listes comparées

same-contacts = { $old } et { $new } ont { $count ->
    [one] le même contact ({ $count }).
   *[other] les mêmes { $count } contacts.
}
# Titres au-dessus de contacts.
kind-removed = supprimés
kind-changed = modifiés
kind-added = ajoutés
# Le changement d’un seul contact.
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
# Les numéros de ligne qui suivent sont ceux d’une liste.
rows-of = lignes de { $list }
diff-nothing = aucun contact modifié
diff-counts = { $count ->
    [one] { $said } ; { $count } inchangé
   *[other] { $said } ; { $count } inchangés
}
all-of-it-now = { $codes } : désormais tout le pays
no-longer-all = { $codes } : plus tout le pays
coverage-lost = couverture perdue
lost-in-offers = dans { $offers }
nobody-is-left = plus aucun contact
upload-deletes-all = déposer cette liste dans l’Espace partenaires supprimerait tous les contacts de l’offre
all-countries-counted = les { $count } pays
lost-contacts = { $countries } { $count ->
    [one] n’a plus aucun contact
   *[other] n’ont plus aucun contact
}
lost-sales = { $countries } { $count ->
    [one] n’a plus aucun contact Partner sales
   *[other] n’ont plus aucun contact Partner sales
}

## Résultats : le registre

book-is-empty = Le registre ne contient aucune offre.
title-offer = offre
title-revision = révision
title-when = date
title-who = auteur
title-contacts = contacts
title-changes = changements
title-from = origine
title-portal = Espace partenaires
portal-uploaded = déposée le { $day }
portal-exported = à déposer (exportée le { $day })
portal-erased = à exporter et à déposer (a encore une personne effacée)
portal-older = à exporter et à déposer (a la révision { $number })
portal-pending = à exporter et à déposer
adopted = { $file } (liste de l’Espace partenaires)
restored = retour à la révision { $number }
retired = retrait d’une personne
revision-of-offer = révision { $number } de { $offer }
new-offer = { $offer } (nouvelle)
same-revision = La révision { $number } de { $offer } a déjà les mêmes contacts. Aucune nouvelle révision n’a été écrite.
same-as-adopted = La liste contient les mêmes contacts que celle de l’Espace partenaires. Aucune seconde révision n’a été écrite.
revision-has = Liste enregistrée dans le registre : révision { $number } de { $offer }, { $contacts } ; rien n’a changé dans l’Espace partenaires.
revision-adopted = Liste enregistrée dans le registre : révision { $number } de { $offer }, { $contacts }. L’Espace partenaires a déjà cette liste.
revision-written = La révision { $number } de { $offer } a { $contacts }. Enregistré dans { $file }.
stored-refused = { $count ->
    [one] Rien n’a été écrit : { $count } contact enregistré ne respecte plus les règles actuelles. Importez une liste corrigée, ou ajoutez --accept-stored pour écrire le contact tel quel.
   *[other] Rien n’a été écrit : { $count } contacts enregistrés ne respectent plus les règles actuelles. Importez une liste corrigée, ou ajoutez --accept-stored pour écrire les contacts tels quels.
}
stored-accepted = { $count ->
    [one] { $count } contact est écrit tel qu’il a été enregistré, bien qu’il ne respecte plus les règles actuelles : l’Espace partenaires peut refuser la liste.
   *[other] { $count } contacts sont écrits tels qu’ils ont été enregistrés, bien qu’ils ne respectent plus les règles actuelles : l’Espace partenaires peut refuser la liste.
}
earlier-revision = Attention, c’est une ancienne liste : la dernière révision est la { $latest }.
lists-written = { $count ->
    [one] { $count } liste avec { $contacts } écrite dans { $folder }.
   *[other] { $count } listes avec { $contacts } écrites dans { $folder }.
}
revision-counts = révision { $number } : { $counts }
new-revisions = { $count ->
    [one] { $count } offre a une nouvelle révision dans le registre ; rien n’a changé dans l’Espace partenaires.
   *[other] { $count } offres ont une nouvelle révision dans le registre ; rien n’a changé dans l’Espace partenaires.
}
same-lists = { $count ->
    [one] { $count } liste contient les mêmes contacts que son offre.
   *[other] { $count } listes contiennent les mêmes contacts que leurs offres.
}
files-left-out = Laissés de côté, car ce ne sont pas des listes : { $files }
loss-of-offer = { $offer } : { $loss }
loss-of-offers = comme indiqué plus haut, { $count } offres perdraient quelque chose : { $offers }
in-both-lists = { $ledger } dans les deux listes
offer-moved = Quelqu’un d’autre a modifié l’offre entre-temps. Voici les changements recalculés :
offers-moved = Quelqu’un d’autre a modifié une offre entre-temps. Voici les changements recalculés :
moved-question = Les changements ne sont plus les mêmes : ils sont affichés ci-dessus. Continuer ?
moved-question-loss = Les changements ne sont plus les mêmes, ils sont affichés ci-dessus : { $loss }. Continuer ?
dry-run = Rien n’a été modifié : c’est un essai.
nothing-changed = Rien n’a été modifié.
go-on = { $loss }. Continuer ?
loss-removed = { $contacts } en moins dans « { $offer } »
losses = { $loss } ; { $more }
loss-swap = { $one } et { $other } échangeraient leurs adresses
loss-swaps = { $count } paires de contacts échangeraient leurs adresses
loss-shifted = { $count ->
    [one] { $count } contact recevrait l’adresse d’un autre
   *[other] { $count } contacts recevraient l’adresse d’un autre
}
loss-addresses = { $count ->
    [one] { $count } adresse serait remplacée
   *[other] { $count } adresses seraient remplacées
}
loss-roles = { $count ->
    [one] { $count } contact changerait de rôle
   *[other] { $count } contacts changeraient de rôle
}
loss-names = { $count ->
    [one] { $count } adresse changerait de nom
   *[other] { $count } adresses changeraient de nom
}
loss-narrowed = { $count ->
    [one] { $count } contact couvrirait moins de pays ou d’États
   *[other] { $count } contacts couvriraient moins de pays ou d’États
}
loss-contacts = plus aucun contact pour { $places }
loss-sales = plus aucun contact Partner sales pour { $places }
loss-of-portal = { $loss } (par la liste de l’Espace partenaires)
loss-in-offers = { $loss } dans { $offers }
loss-retired = { $person } serait retiré de { $offers }
loss-forgotten = { $person } serait définitivement effacé de toutes les révisions
loss-forgotten-again = { $count ->
    [one] { $count } personne oubliée serait de nouveau enregistrée
   *[other] { $count } personnes oubliées seraient de nouveau enregistrées
}
mentioned = { $offer } : { $contacts } dans { $count ->
    [one] { $count } révision
   *[other] { $count } révisions
}
people-erased = à effacer : { $people }
place-message = message
place-file = nom de fichier
place-user = auteur
place-offer = identifiant d’offre
place-job-title = poste d’un autre contact
place-name = nom d’un autre contact
text-replaced = { $place } : « { $before } » devient « { $after } »
texts-left = Ces textes restent tels quels. Si l’un de leurs mots désigne la personne, ajoutez --name avec ce mot.
text-left = { $place } : « { $text } »
shared-addresses = utilisées aussi par d’autres personnes et conservées : { $addresses }
namesakes = même nom, mais conservés : { $addresses } (à effacer aussi s’il s’agit de la même personne)
forgotten-before = { $count ->
    [one] { $offer } : { $contacts } dans { $count } révision, données effacées sur demande, le { $day } ; les nombres ci-dessus sont sans elles.
   *[other] { $offer } : { $contacts } dans { $count } révisions, données effacées sur demande, le { $day } ; les nombres ci-dessus sont sans elles.
}
book-made = Nouveau registre créé : { $file }.
forgotten = Données effacées du registre ({ $contacts }). Supprimez aussi la personne de l’Espace partenaires, des sauvegardes et des fichiers importés.
forgotten-current = { $count ->
    [one] La liste actuelle de { $count } offre a changé. La personne figure encore dans un fichier exporté auparavant et dans l’Espace partenaires.
   *[other] Les listes actuelles de { $count } offres ont changé. La personne figure encore dans les fichiers exportés auparavant et dans l’Espace partenaires.
}
erasure-finished = Les données des personnes oubliées auparavant ont maintenant disparu aussi du fichier du registre.
forgotten-already = { $email } a été oublié le { $day }. Il n’en reste rien dans le registre.
was-forgotten = { $email } a été oublié le { $day } et figure de nouveau dans la liste.
# Les réponses possibles, et les mots qui veulent dire oui.
yes-no = [o/N]
yes-words = o oui y yes
replace-it = { $file } existe. Le remplacer ?

## La couverture

no-markets = aucun contact, donc aucun marché
markets-covered = { $count ->
    [one] { $covered } marché couvert sur { $count }
   *[other] { $covered } marchés couverts sur { $count }
}
markets-weak = { $said } (dont { $count } de façon fragile)
markets-no-sales = { $said }, { $count } sans contact Partner sales
markets-nobody = { $said }, { $count } sans aucun contact
counts-written = { $counts }. Enregistré dans { $file }.
standing-nobody = personne
standing-no-sales = sans contact Sales
standing-weak = fragile
standing-covered = couvert
remark-nobody = personne ne le couvre
remark-no-sales = aucun contact Partner sales
remark-only-global = seulement par OOO
remark-sales-only-global = Partner sales seulement par OOO
remark-only-states = seulement { $states }
remark-sales-only-states = Partner sales seulement pour { $states }
remark-one-person = seulement { $person }
remark-one-sales-person = Partner sales par { $person } seulement
# Les titres de colonnes des rôles, en entier et abrégés.
head-market = Marché
head-marketing = Marketing
head-sales = Sales
head-technical = Technical
head-success = Success
head-marketing-short = Mktg
head-sales-short = Sales
head-technical-short = Tech
head-success-short = CSM
# Après un nombre de contacts qui ne couvrent que certains états d’un marché ; plus bas, le sens des mots.
part = en partie
meaning-signs = ✗ aucun contact, ! aucun contact Partner sales, ~ couverture fragile, ✓ couvert
meaning-global = OOO : contacts pour tous les pays
meaning-part = en partie : une partie seulement des États du pays

## La page de couverture

page-heading = Couverture de { $lists }
page-and = { $lists } et { $last }
page-revision = Révision { $number }
page-date = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}
page-month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[other] décembre
}
page-one-person = { $count ->
    [one] { $count } marché dépend d’une seule personne : son seul contact, ou son seul contact Partner sales.
   *[other] { $count } marchés dépendent d’une seule personne : leur seul contact, ou leur seul contact Partner sales.
}
page-weakly = De façon fragile : dans certains États seulement, par OOO seulement, ou par une seule personne.
page-more-people = et { $count } de plus
page-europe = Carte de l’Europe
page-markets-named = Marchés : ceux qui doivent être couverts.
page-markets-and-global = Marchés : tous les pays présents dans ces listes ; les contacts pour tous les pays (OOO) couvrent les autres.
page-markets = Marchés : tous les pays présents dans ces listes.
page-legend = Légende
page-table = Qui couvre quoi
page-table-notes = Les lacunes d’abord. OOO : un contact pour tous les pays. Avec des codes d’États : ces États seulement.
page-not-a-market = ne fait pas partie de ces marchés
page-by-global = par des contacts pour tous les pays (OOO)
page-several = plusieurs personnes
page-map = Carte du monde : qui couvre chaque marché
page-map-words = { $counts } Le tableau ci-dessous présente les marchés un par un.
page-tooltip = { $name } ({ $code }) : { $said }
page-look-count = { $look } : { $count }.
page-unlisted = Absent de la liste des pays de l’Espace partenaires
look-nobody = Personne ne le couvre
look-no-sales = Aucun contact Partner sales
look-some-states = Partner sales dans certains États seulement
look-only-global = Partner sales par OOO seulement
look-one-person = Dépend d’une seule personne
look-covered = Couvert par plusieurs personnes
look-land = Hors de ces marchés

## The page in the browser

browser-too-many-rows = la liste a plus de { $most } lignes, ce qui est trop pour cette page
browser-too-large = le fichier dépasse 256 Mo, ce qui est trop pour cette page
browser-use-program = Le programme cosell, pour Windows, macOS et Linux, prépare de telles listes.

## La page des problèmes d’une liste

report-heading = Rapport sur { $list }
report-heading-several = { $count ->
    [one] Rapport sur { $count } liste
   *[other] Rapport sur { $count } listes
}
report-to-correct = À corriger
report-to-check = À vérifier
report-fixed = Corrigé automatiquement
report-notes = Remarques
report-rows = Lignes à corriger ou à vérifier
report-coverage = Couverture
report-coverage-valid = Seules les lignes sans erreur comptent.
report-what-to-do = À faire :
report-places = { $count ->
    [one] { $count } endroit
   *[other] { $count } endroits
}
report-sheet = Feuille { $sheet }
report-empty = vide
report-all-fixed = { $count ->
    [one] Rien à corriger : { $count } problème est corrigé automatiquement.
   *[other] Rien à corriger : les { $count } problèmes sont corrigés automatiquement.
}
report-rows-left-out = { $count ->
    [one] { $count } autre ligne n’est pas affichée.
   *[other] { $count } autres lignes ne sont pas affichées.
}
report-columns-left-out = { $count ->
    [one] { $count } colonne qui ne fait pas partie du modèle n’est pas affichée.
   *[other] { $count } colonnes qui ne font pas partie du modèle ne sont pas affichées.
}

## Classeurs : feuilles et titres de colonnes

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
head-some-states = Certains États seulement
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
head-sheet = Feuille
head-row = Ligne
head-original-row = Ligne dans le fichier d’origine
head-reasons = Motifs
head-to-do = Que faire
head-cell = Cellule
head-received = Tel que reçu
head-found = Problème
head-to-write = Ce qu’il faut écrire
any-contact = un contact
role-refused = Choisissez un des quatre rôles de la liste.
# Le classeur des conflits.
sheet-conflicts = Conflits
conflicts-what = Chaque ligne est une question sur un contact. Répondez dans les cellules jaunes, qui deviennent vertes ; toutes les autres sont verrouillées.
conflicts-how = Choisir : cliquez sur la cellule puis sur sa flèche, et choisissez une valeur. Si aucune ne convient, laissez-la vide et tapez la bonne sous « Ou écrire ».
conflicts-then = Les lignes « Même personne ? » peuvent rester vides. Ensuite, enregistrez le fichier et renvoyez-le à la personne qui vous l’a envoyé.
head-question = À décider
head-reading = Valeur { $number }
head-choose = Choisir
head-or-write = Ou écrire
head-places = D’où viennent les valeurs
question-existence = Garder ou supprimer ?
question-same-person = Même personne ?
reading-deleted = supprimé
place-before = { $place } (avant les modifications)
answer-keep = garder le contact
answer-remove = supprimer le contact
answer-not-same = deux personnes différentes
answer-same-person = une seule personne : garder { $address }
choice-refused = Choisissez une valeur de la liste, ou laissez cette cellule vide et écrivez une autre valeur dans la suivante.

## Avancement

progress-writing = écriture
progress-book = écriture dans le registre
progress-comparing = comparaison
progress-counting = calcul de la couverture
progress-merging = fusion
progress-contacts = { $count ->
    [one] { $written } sur { $count } contact
   *[other] { $written } sur { $count } contacts
}

## Erreurs : la lecture

read-not-found = { $file } : fichier introuvable
file-is-folder = { $file } : c’est un dossier, pas un fichier
read-failed = { $file } : lecture impossible : { $reason }
read-binary = { $file } : ce type de fichier n’est pas pris en charge
read-nul = { $file } : la ligne { $line } contient un caractère NUL (U+0000), qu’aucun texte ne contient ; le fichier est peut-être endommagé
read-utf32 = { $file } : le texte est en UTF-32, un encodage qui n’est pas pris en charge
read-markup = { $file } : c’est un fichier XML d’un type inconnu, pas un classeur
# Le fichier est autre chose qu’une liste.
other-document = c’est un document texte, pas une liste
other-presentation = c’est une présentation, pas une liste
other-pdf = c’est un PDF, pas une liste
other-notebook = c’est un bloc-notes OneNote, pas une liste
other-numbers = c’est un document Numbers, Pages ou Keynote d’Apple, qui ne peut pas être lu
other-vcard = ce sont les fiches (vCard) d’un carnet d’adresses, pas une liste
other-calendar = c’est un calendrier, pas une liste
other-mail = c’est un e-mail ou une boîte aux lettres, pas une liste
other-picture = c’est une image, pas une liste
other-shortcut = ce n’est qu’un lien vers un document
other-archive = c’est une archive d’un type qui n’est pas pris en charge
other-database = c’est une base de données, pas une liste
other-parquet = c’est un fichier Parquet, pas une liste
other-web-archive = c’est une page web en un seul fichier (.mht), qui ne peut pas être lue
other-frames = cette page ne fait qu’afficher d’autres fichiers, qui contiennent la liste
other-page-without-table = c’est une page web sans tableau
archive-damaged = l’archive est endommagée ou incomplète
archive-empty = l’archive est vide
archive-encrypted = l’archive est protégée par un mot de passe
archive-nested = c’est une archive dans une autre archive
archive-method = l’archive est compressée par une méthode qui n’est pas prise en charge
archive-same-name = l’archive a plusieurs fichiers de ce nom
archive-joined = d’autres données précèdent l’archive, comme une autre archive dans le même fichier
read-several-members = { $file } : l’archive contient plusieurs fichiers qui peuvent être la liste : { $members }
read-no-member = { $file } : il n’y a pas de fichier « { $wanted } » ; l’archive contient : { $members }
read-no-list = { $file } : aucun des fichiers de l’archive n’est une liste : { $members }
read-encrypted = { $file } : le classeur est protégé par un mot de passe
read-workbook = { $file } : impossible d’ouvrir le classeur ; il est peut-être endommagé ({ $reason })
read-no-worker = { $file } : impossible de démarrer le processus qui lit de tels classeurs ({ $reason })
reason-panicked = la bibliothèque qui lit les classeurs a échoué de façon inattendue
reason-killed = le système a interrompu la lecture, sans doute faute de mémoire ou de temps
reason-cut-off = le fichier est incomplet, ou ce n’est pas un classeur
reason-old-excel = le fichier date d’Excel 2, 3 ou 4, et ce format n’est pas pris en charge
reason-cell-order = ses cellules sont dans le désordre, ou hors des limites d’une feuille
reason-repeated = trop de lignes ou de cellules y sont répétées
reason-undecodable = il contient des caractères illisibles dans son encodage
reason-no-visible-sheet = il n’a aucune feuille visible
reason-checksum = la somme de contrôle de { $part } ne correspond pas à son contenu
reason-same-part = plusieurs de ses parties ont le nom { $part }
reason-overlapping = la partie { $part } partage ses octets avec une autre partie
reason-joined = d’autres données le précèdent, comme un autre classeur dans le même fichier
reason-no-manifest = il n’a pas de META-INF/manifest.xml, que tout .ods contient
reason-same-sheets = plusieurs feuilles ont le nom « { $sheet } », et ce format ne permet pas de les distinguer
read-no-sheet = { $file } : il n’y a pas de feuille « { $wanted } » ; le classeur contient : { $sheets }
read-option-unfit = { $file } : { $setting } ne s’utilise pas avec { $kind }
kind-text = un fichier texte tel qu’un CSV
kind-workbook = un classeur
kind-json = un fichier JSON
setting-sheet = un nom de feuille
setting-encoding = un encodage
setting-delimiter = un séparateur
setting-member = le nom d’un fichier dans une archive
setting-no-header = une liste sans en-tête
read-several-sheets = { $file } : plusieurs feuilles contiennent une liste de contacts : { $sheets }
read-json = { $file } : ce n’est pas une liste JSON valide : { $reason }
json-cut-off = le fichier s’arrête au milieu de la liste
json-not-contact = l’élément { $item } de la liste n’est pas un contact : c’est une valeur seule ou une liste, et non un objet tel que { "{" }"name": "Ann Lee", ...{ "}" }
json-not-row = l’élément { $item } de la liste n’est pas une ligne, contrairement aux précédents
json-no-object = aucune liste de contacts : une liste est un tableau d’objets, et ce fichier ne contient qu’une valeur seule
json-no-list = aucune liste de contacts : une liste est un tableau d’objets, et ce fichier contient un objet avec { $keys }
json-other-list = aucune liste de contacts : le tableau { $path } contient des objets avec { $keys }
json-several-lists = plusieurs listes peuvent être les contacts : { $paths }
json-contact-and-list = l’objet est un contact, et { $path } qu’il contient peut aussi être une liste de contacts
json-several-documents = il y a encore du texte après la fin de la liste
json-column-lengths = la liste est écrite par colonnes, et { $column } a { $length } valeurs, mais { $other } en a { $count }
json-column-rows = la liste est écrite par colonnes, et { $column } et { $other } n’ont pas les mêmes clés de lignes
json-one-page = la liste n’est qu’une page parmi plusieurs : { $key } indique que d’autres contacts suivent
json-too-few = la liste est incomplète : { $key } indique { $total }, mais il n’y a que { $read } contacts
read-row-too-long = { $file } : la ligne { $row } dépasse { $limit } Mo
read-no-such-label = { $file } : il n’y a pas de colonne « { $label } » ; la liste contient : { $seen }
read-column-present = { $file } : la liste a déjà une colonne pour { $column } : « { $label } », colonne { $letter }
limit-bytes = le fichier dépasse { $most } octets
limit-rows = { $place } a plus de { $most } lignes
limit-columns = { $place } a plus de { $most } colonnes
limit-cell = { $place } a plus de { $most } caractères dans une cellule
limit-unpacked = le fichier dépasse { $most } octets une fois décompressé ({ $place })
limit-ratio = { $place } prend plus de { $most } fois sa taille une fois décompressé
limit-strings = le classeur a plus de { $most } textes partagés ({ $place })
limit-depth = des tableaux sont imbriqués sur plus de { $most } niveaux ({ $place })
limit-tables = des tableaux de la page sont imbriqués sur plus de { $most } niveaux ({ $place })
limit-memory = la lecture du fichier demande plus de { $most } octets de mémoire
limit-seconds = { $most ->
    [one] la lecture du fichier demande plus de { $most } seconde de processeur
   *[other] la lecture du fichier demande plus de { $most } secondes de processeur
}
limit-sheets = le fichier a plus de { $most } feuilles ou tableaux
limit-sheets-shared = plusieurs feuilles ont la même partie ({ $place }) ; chacune d’elles compte pour { $each }, et { $most } sont permises
limit-in-list = la liste
limit-in-row = la ligne { $row }
limit-in-many-rows = la ligne { $row } (parmi d’autres)
limit-in-cell = la cellule { $cell }
limit-in-object = l’objet { $number }

## Erreurs : l’écriture

write-no-folder = { $folder } : dossier introuvable
broken-link = { $file } : c’est un lien vers un fichier qui n’existe pas
write-read-only = { $file } : le fichier est en lecture seule
write-appeared = { $file } : ce fichier est apparu entre-temps ; il n’a pas été remplacé
file-in-use = { $file } : un autre programme a ouvert ce fichier
write-device-name = { $file } : sous Windows, c’est le nom d’un périphérique
write-name-character = { $file } : sous Windows, le nom d’un fichier ne peut pas contenir le caractère « { $character } »
write-name-end = { $file } : sous Windows, le nom d’un fichier ne peut pas se terminer par un point ou une espace
write-failed = { $file } : écriture impossible : { $reason }
write-list-failed = impossible d’écrire la liste : { $reason }
write-workbook-failed = impossible d’écrire le classeur : { $reason }
write-too-many-rows = la liste a plus de { $limit } lignes, le maximum d’une feuille Excel
write-cell-too-long = ligne { $row }, { $column } : le texte a { $length } caractères, et une cellule Excel en contient 32 767 au plus
write-rejects-of-sheets = { $sheet } a d’autres colonnes que les lignes rejetées qui précèdent, et ses lignes rejetées seraient sous les mauvais titres

## Erreurs : réponses aux questions d’une fusion

answers-several-sheets = { $file } : la feuille « { $sheet } » est aussi une liste de conflits, et peut avoir d’autres réponses
answers-not-conflicts = { $file } : aucune feuille de ce fichier n’est une liste de conflits

## Erreurs : les marchés et les groupes de pays

file-and-line = { $file }, ligne { $line }
market-not-utf8 = le fichier n’est pas un fichier texte en UTF-8
market-not-json = le fichier n’est pas du JSON valide : { $reason }
market-no-column = aucune colonne ne s’appelle Marché, Pays ou Région
market-unknown-state = « { $text } » n’est pas l’état d’un marché : c’est Enabled, Disabled, StopSelling ou Terminated
market-none = aucun marché n’est indiqué
market-unknown = « { $text } » n’est ni un pays ni un groupe de pays connu
market-unknown-near = « { $text } » n’est ni un pays ni un groupe de pays connu ; vouliez-vous dire { $near } ?
market-ambiguous = « { $text } » est ambigu : { $readings }
market-unlisted = « { $text } » ({ $name }) n’est pas dans la liste des pays de l’Espace partenaires
market-unsettled = « { $text } » est un groupe dont la liste des pays n’est pas fixe
groups-not-utf8 = le fichier n’est pas en UTF-8
groups-header = la première ligne n’est pas group,codes
groups-open-quote = un guillemet n’est jamais fermé
groups-incomplete = il faut un nom de groupe et des codes
groups-country = « { $name } » est un pays : ce ne peut pas être le nom d’un groupe
groups-repeated = « { $name } » est déjà défini à la ligne { $first }
groups-member = « { $member } » n’est ni un pays, ni un groupe connu, ni un groupe défini plus haut

## Erreurs : le registre

book-not-found = { $file } : il n’y a pas encore de registre ici
book-is-folder = { $file } : c’est un dossier, pas un registre
book-not-file = { $file } : c’est un périphérique ou un tube, pas un registre
book-not-made = { $file } : impossible de créer le registre : { $reason }
book-no-permission = { $file } : vous n’avez pas le droit de l’ouvrir
book-read-only = { $file } : le registre est en lecture seule
book-read-only-folder = { $file } : le dossier du registre est en lecture seule, alors que SQLite doit y créer deux fichiers quand le registre est ouvert
book-empty-file = { $file } : c’est un fichier vide, pas un registre
book-other-log = { $file } : il n’y a pas de registre ici, mais { $log } appartient à un registre qui y était et contient peut-être ses dernières modifications
book-not-sqlite = { $file } : ce n’est pas un registre : ce n’est pas un fichier SQLite, ou ses premiers octets sont endommagés
book-foreign = { $file } : c’est un fichier SQLite d’un autre programme, pas un registre
book-newer = { $file } : le registre a été écrit par une version plus récente de ce programme (schéma { $version } ; cette version prend en charge { $known })
book-damaged = { $file } : le registre est endommagé : { $reports }
book-altered = { $file } : le registre est endommagé : le contact { $position } de la révision { $revision } de « { $offer } » n’est pas tel qu’il a été enregistré
book-incomplete = { $file } : le registre est endommagé : la révision { $revision } de « { $offer } » a { $found } contacts au lieu de { $expected }
book-modified = { $file } : les contacts de la révision { $revision } de « { $offer } » ne sont pas tels qu’ils ont été enregistrés : un autre programme les a modifiés, ou le disque est défectueux
book-other-schema = { $file } : un autre programme a modifié la structure du registre : { $object }
book-busy = { $file } : un autre programme écrit dans le registre depuis plus de { $seconds } secondes
book-disk-full = { $file } : le disque est plein
book-too-large = { $file } : le fichier serait plus grand que le système ne l’autorise
book-failed = { $file } : impossible de lire ou d’écrire le registre : { $reason }
book-unknown-offer = l’offre « { $offer } » n’est pas dans le registre
book-unknown-offer-near = l’offre « { $offer } » n’est pas dans le registre ; vouliez-vous dire { $nearest } ?
offers-or = { $offers } ou { $last }
book-unknown-revision = l’offre « { $offer } » n’a pas de révision { $revision } ; la dernière est { $last }
book-similar-offer = le nouvel identifiant « { $offer } » ressemble à « { $existing } », qui est déjà dans le registre
book-offer-exists = le registre a déjà une offre « { $offer } »
book-output-in-use = { $file } : un autre registre y était ouvert : son journal { $log } est encore là
book-wrong-revision = l’offre « { $offer } » { $state } ; attendu : { $expected }
book-wrong-revision-absent = n’est pas dans le registre
book-wrong-revision-at = en est maintenant à la révision { $number }
book-expected-none = une nouvelle offre
book-expected = révision { $number }
book-forgotten = les données d’une personne ont été effacées du registre entre-temps : rien n’a été modifié
book-not-erased = { $file } : la personne n’est plus dans aucune liste, mais ses données sont peut-être encore dans le fichier : { $reason }
plan-too-many-removals = { $contacts } à supprimer ou à changer d’adresse, mais { $limit } n’en autorise que { $most } sur { $of }
plan-too-much-coverage-lost = { $count ->
    [one] { $count } pays ou État perdrait son dernier contact ou son dernier contact Partner sales, mais { $limit } n’en autorise que { $most }
   *[other] { $count } pays ou États perdraient leur dernier contact ou leur dernier contact Partner sales, mais { $limit } n’en autorise que { $most }
}
plan-limit = la limite
plan-empty = la liste ne contient aucun contact
plan-empty-removes = la liste ne contient aucun contact, et les { $of } contacts actuels seraient supprimés
plan-portal-empty = la liste de l’Espace partenaires ne contient aucun contact, et les { $of } contacts actuels seraient supprimés

## Erreurs : la ligne de commande

nothing-is-changed = rien n’a été modifié : { $reason }
output-is-input = { $file } : c’est un des fichiers d’entrée
output-is-book = { $file } : c’est un registre
output-is-book-log = { $file } : ce nom appartient au registre qui est à côté
output-exists = { $file } : le fichier existe déjà
output-rejects = lignes rejetées
output-report = rapport
output-provenance = tableau de provenance
output-conflicts = classeur des conflits
list-and-report-to-stdout = la sortie standard reçoit la liste, elle ne peut pas recevoir aussi le rapport
output-annotated = liste annotée
two-outputs = { $file } : deux sorties ne peuvent pas être écrites dans le même fichier
beside-to-stdout = impossible d’écrire sur la sortie standard : { $what }
beside-as-workbook = { $file } : seul un classeur convient ici ({ $what })
beside-as-csv = { $file } : seul un fichier CSV convient ici ({ $what })
beside-is-output = { $file } : le même fichier ne peut pas servir aussi à autre chose que la liste ({ $what })
folder-not-made = { $folder } : impossible de créer le dossier : { $reason }
format-not-named = { $file } : le nom du fichier n’indique pas dans quel format écrire
report-format-not-named = { $file } : le nom du fichier n’indique pas dans quel format écrire
workbook-on-terminal = un classeur ne peut pas s’afficher dans un terminal
labels-unknown = il n’y a pas de libellés pour « { $locale } »
not-an-export = { $file } : la première ligne ne contient pas les libellés des six colonnes
named-twice = --map et --set utilisent plus d’une fois la colonne { $column }
config-too-large = le fichier est trop grand pour des réglages
config-key = clé inconnue { $key }
config-key-near = clé inconnue { $key } ; vouliez-vous dire { $near } ?
config-not-text = { $key } doit être un texte entre guillemets
config-not-texts = { $key } doit être un texte entre guillemets, ou une liste de textes telle que ["un", "deux"]
config-not-table = { $key } doit être une table
config-not-pairs = { $key } doit être une liste de paires d’adresses telle que [["ann@example.com", "anna@example.com"]]
config-named-twice = map et set utilisent plusieurs fois la colonne { $column }
config-groups-path = groups doit être un chemin sous le dossier de ce fichier, tel que "groups.csv"
config-domain = { $domain } n’est pas un domaine tel que example.com
config-profile-name = { $name } n’est pas un nom de profil ; utilisez des lettres, des chiffres, - et _
config-too-many-profiles = plus de { $most } profils
config-no-pattern = le profil { $profile } n’a pas de motif ; ajoutez files = ["*nom*.xlsx"], ou header avec des libellés de la liste
config-role = { $role } n’est pas l’un des quatre rôles
config-role-known = { $name } désigne déjà { $role } et ne peut pas avoir une autre lecture
two-profiles = { $list } : les profils { $one } et { $other } de { $file } conviennent tous deux à cette liste
profile-exists = le profil { $profile } est déjà dans { $file }
profile-fits = le profil { $other } convient déjà à cette liste
option-not-saved = un profil ne peut pas contenir { $option }
groups-elsewhere = { $groups } : un profil ne peut utiliser qu’un fichier de groupes sous le dossier de cosell.toml
pipe-named-twice = { $source } : indiqué deux fois, alors qu’un tube ne se lit qu’une fois
annotate-needs-folder = { $file } : merge écrit un classeur par liste, --annotate demande donc un dossier
annotate-several = --annotate demande une seule liste, et il y en a { $count }
prefer-base = --prefer { $file } : c’est la version de base, pas une des listes modifiées
prefer-unknown = --prefer { $file } : ce n’est pas l’une des listes
merge-input-incomplete = il manque { $lacking } des { $of } contacts de { $base } dans { $file } ; n’est-ce qu’une partie de la liste ?
no-text-to-read = aucun texte n’est indiqué
stdin-not-utf8 = l’entrée standard n’est pas en UTF-8
all-to-stdout = impossible d’écrire les listes de toutes les offres sur la sortie standard
folder-not-read = { $folder } : le dossier ne peut pas être lu : { $reason }
folder-without-lists = { $folder } ne contient pas de listes
file-of-no-offer = { $file } ne porte pas le nom d’une offre
file-of-new-offer = { $file } : le registre n’a pas d’offre « { $offer } »
two-files-of-offer = { $file } et { $other } sont tous deux des listes de « { $offer } »
folder-needs-names = l’entrée standard n’a pas de nom pour son fichier dans le dossier
same-name-in-folder = { $other } et { $file } auraient le même nom dans le dossier
distinct-to-keep = Pour garder ces réponses dans les prochaines fusions, ajoutez cette ligne au profil, ou à [defaults], dans cosell.toml : { $line }
saves-one-profile = --save-profile s’applique à une seule liste, mais plusieurs listes sont données
lists-not-converted = { $count ->
    [one] { $count } liste sur { $of } n’a pas été convertie entièrement.
   *[other] { $count } listes sur { $of } n’ont pas été converties entièrement.
}
rejects-of-several = --rejects est un seul fichier, mais plusieurs listes sont converties
not-an-offer-id = « { $id } » ne peut pas être l’identifiant d’une offre
never-exported = « { $offer } » n’a jamais été exportée en CSV pour un dépôt
erased-since-export = une personne a été effacée de la liste de « { $offer } » après son export
nothing-to-confirm = aucune liste exportée n’attend la confirmation de son dépôt
already-removed = l’offre « { $offer } » est déjà retirée
removed-offer-named = l’offre « { $offer } » a été retirée du registre
backup-is-book = { $file } est le registre lui-même
backup-over-other = { $file } n’est pas un registre, donc une copie du registre ne le remplace pas
no-book-named = aucun registre n’est indiqué, et il n’y a pas de dossier personnel où en chercher un
book-too-busy = d’autres programmes modifient sans cesse le registre : rien n’a été modifié
expected-offer-unknown = l’offre « { $offer } » n’est pas dans le registre : elle n’a pas de révision { $revision }
portal-list-new = Rien n’est modifié pour l’instant : l’Espace partenaires a une liste pour « { $offer } », et le registre n’en a pas.
portal-list-differs = Rien n’est modifié pour l’instant : la liste de « { $offer } » a été modifiée dans l’Espace partenaires ; elle diffère de la révision { $number } du registre.
loss-unconfirmed = Rien n’est encore modifié : { $loss }.
loss-in-dry-run = Rien n’a été modifié : c’est un essai. La commande demanderait confirmation : { $loss }.
moved-unconfirmed = Rien n’est encore modifié : quelqu’un d’autre a modifié le registre pendant la commande, et les changements sont maintenant ceux affichés ci-dessus.
plan-format-alone = --format est la forme d’un aperçu, que seul --dry-run affiche
plan-unreadable = { $file } : ce n’est pas un plan de cosell
plan-other-version = { $file } est un plan de version { $version }, et ce cosell connaît la version 1
plan-other-command = { $file } est un plan de `cosell { $planned }`, pas de `cosell { $command }`
plan-other-book = { $file } est un plan pour un autre registre
plan-other-input = { $list } a changé depuis que le plan { $file } a été établi
plan-other-offers = { $file } n’est pas le plan qui serait appliqué maintenant : il modifie « { $planned } », et ce serait « { $now } » maintenant
plan-moved = le registre a changé depuis que le plan { $file } a été établi : il part de { $planned } de « { $offer } », et le registre a { $now }
plan-base-erased = le registre a changé depuis que le plan { $file } a été établi : la révision { $number } de « { $offer } » a d’autres contacts, car une personne en a été effacée
plan-revision = la révision { $number }
plan-no-revision = aucune révision
plan-no-value = rien
plan-differs = { $file } n’est pas le plan qui serait appliqué maintenant : { $path } vaut { $planned } dans le fichier, et { $now } maintenant
replaced-by-self = une personne ne peut pas se remplacer elle-même
not-a-contact = aucune offre n’a de contact avec l’adresse { $email }
successor-known = { $email } est déjà un contact : { $name }, { $title }
successor-unknown = aucune offre n’a de contact avec l’adresse { $email } : son nom et son poste ne sont pas connus
not-in-book = { $email } n’est pas dans le registre
forget-not-address = « { $text } » n’est pas une adresse e-mail
prepare-too-many = { $count } fichiers, c’est trop : { $most } au plus peuvent être préparés à la fois
prepare-one-offer = --offer vaut pour une seule liste, car une importation remplace tous les contacts de l’offre
prepare-no-file = { $file } : ce n’est pas un fichier à côté duquel un autre peut être écrit

# Indications sur la ligne de commande.
write-command = Écrivez : { $command }
unquoted-file = « { $file } » est un fichier : mettez son nom entre guillemets ("...")
unquoted-name = un nom de fichier qui contient des espaces doit être entre guillemets ("...")
unquoted-near = Un nom de fichier qui contient des espaces doit être entre guillemets, par exemple "{ $name }".
strict-takes-equals = les règles de --strict doivent suivre un signe égal
output-without-option = le fichier à écrire doit être indiqué avec -o
reads-one-list = `cosell { $command }` ne lit qu’une seule liste
combine-or-output = Pour réunir plusieurs listes, utilisez `cosell merge`. Pour convertir chacune d’elles, utilisez -o DOSSIER/. Pour nommer la sortie, utilisez -o FICHIER.
file-as-command = « { $file } » est un fichier, pas une commande
option-of-command = { $option } est une option de `cosell { $command }`
unknown-command-near = commande inconnue : « { $word } » ; vouliez-vous dire « { $near } » ?
input-missing = indiquez la liste à lire
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

remedy-prepare-too-many = Choisissez les listes dont vous avez besoin, { $most } au plus. Pour convertir toutes les listes d’un dossier, utilisez `cosell convert DOSSIER -o NOUVEAU/`.
remedy-prepare-one-offer = Fusionnez d’abord les listes avec `cosell merge`, ou préparez-les une à une.
remedy-prepare-folder = Ouvrez le dossier, sélectionnez les listes qui s’y trouvent, et déposez-les sur cosell.
remedy-prepare-no-file = Enregistrez d’abord la liste dans un fichier, ou utilisez `cosell convert`.
remedy-check-name = Vérifiez le nom et le dossier. Mettez entre guillemets ("...") un nom qui contient des espaces.
remedy-name-file-in-it = Indiquez le fichier qui se trouve dans ce dossier.
remedy-name-a-file-in-it = Ajoutez un nom de fichier après le dossier.
remedy-check-readable = Vérifiez que le fichier existe, que vous avez le droit de le lire et qu’aucun autre programme ne le bloque.
remedy-save-as-list = Enregistrez la liste en .xlsx, ou en « CSV UTF-8 (délimité par des virgules) ».
remedy-save-as-xlsx = Ouvrez-le dans un tableur et enregistrez-le en .xlsx.
remedy-save-as-xlsx-again = Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx. S’il ne s’y ouvre pas, il est endommagé : demandez-en une nouvelle copie.
remedy-no-worker = Le classeur n’est pas en cause. Réinstallez cosell, ou enregistrez le classeur en .xlsx, qui n’a besoin d’aucun autre processus.
remedy-copy-table = Copiez le tableau dans Excel et enregistrez-le en .xlsx.
remedy-export-numbers = Ouvrez-le sur le Mac, choisissez Fichier, Exporter vers, Excel, et utilisez le nouveau fichier.
remedy-export-cards = Importez-les dans Outlook ou un autre carnet d’adresses, exportez-en les contacts en CSV, et utilisez ce fichier.
remedy-ask-for-list = Demandez à l’expéditeur la liste des contacts sous forme de classeur.
remedy-save-attachment = Enregistrez la liste jointe, ou copiez le tableau du message dans Excel et enregistrez-le en .xlsx.
remedy-open-link = Ouvrez le lien, téléchargez la liste en .xlsx, et utilisez ce fichier.
remedy-unpack = Décompressez-la, et utilisez la liste qu’elle contient.
remedy-unpack-with-password = Décompressez-la avec son mot de passe, et utilisez la liste qu’elle contient.
remedy-export-table = Exportez la table des contacts vers Excel ou en CSV.
remedy-save-frames = Ouvrez-la dans Excel, avec le dossier de fichiers qui l’accompagne, et enregistrez-la en .xlsx.
remedy-download-again = Téléchargez de nouveau la liste : c’est peut-être la page de connexion du site.
remedy-ask-for-copy = Téléchargez-la de nouveau, ou demandez-en une nouvelle copie.
remedy-choose-member = Ajoutez --member "NOM" pour utiliser l’un d’eux.
remedy-name-member = Utilisez l’un de ces noms avec --member.
remedy-remove-password = Ouvrez-le dans Excel, supprimez le mot de passe (Fichier, Informations, Protéger le classeur) et enregistrez-le.
remedy-name-sheet = Indiquez l’un de ces noms avec --sheet.
remedy-leave-option-out = Relancez la commande sans cette option.
remedy-choose-sheet = Ajoutez --all-sheets pour les lire toutes, ou --sheet "NOM" pour en lire une (à répéter pour plusieurs).
remedy-json-list = Une liste JSON est un tableau d’objets, [{ "{" }"name": ...{ "}" }, ...], ou un objet par ligne. Le tableau peut se trouver dans un objet, comme dans { "{" }"contacts": [...]{ "}" }.
remedy-json-cut-off = Enregistrez ou téléchargez à nouveau le fichier.
remedy-json-other-list = Si c’est la liste, associez ses clés aux colonnes avec --map "CLÉ=Colonne".
remedy-json-several-lists = Enregistrez celle dont vous avez besoin dans un fichier à part.
remedy-json-several-documents = Mettez tous les contacts dans un seul tableau, ou enregistrez chaque liste dans un fichier à part.
remedy-json-columns = Exportez la liste par lignes, comme un tableau d’objets, ou complétez les colonnes.
remedy-json-all-pages = Une importation remplace tous les contacts : récupérez aussi les autres pages, et mettez tous les contacts dans un seul tableau.
remedy-row-too-long = Vérifiez si un guillemet ou un crochet de cette ligne n’est jamais fermé, ou augmentez la limite avec --limit cell=N.
remedy-map-label = Utilisez --map "LIBELLÉ=Colonne" avec l’un de ces libellés.
remedy-column-present = Retirez --set, qui remplit seulement une colonne manquante, ou affectez cette colonne à une autre avec --map.
remedy-limit-bytes = Si c’est le bon fichier, augmentez la limite avec --limit bytes=N, par exemple --limit bytes=64G.
remedy-limit-rows = Si c’est la bonne liste, augmentez la limite avec --limit rows=N, par exemple --limit rows=1G.
remedy-limit-columns = Supprimez les cellules trop à droite qui ne font pas partie de la liste, ou augmentez la limite avec --limit columns=N.
remedy-limit-cell = Vérifiez si un guillemet n’est jamais fermé. Si ce long texte est voulu, augmentez la limite avec --limit cell=N.
remedy-limit-unpacked = Si vous faites confiance à l’expéditeur du fichier, augmentez la limite avec --limit unpacked=N, par exemple --limit unpacked=16G.
remedy-limit-ratio = Un tel fichier peut être conçu pour saturer un ordinateur. Si vous faites confiance à l’expéditeur, augmentez la limite avec --limit ratio=N.
remedy-limit-strings = Si vous faites confiance à l’expéditeur du classeur, augmentez la limite avec --limit strings=N, par exemple --limit strings=20M.
remedy-limit-depth = Vérifiez le fichier : un contact ne demande pas de tableaux imbriqués. Pour le lire quand même, augmentez la limite avec --limit depth=N.
remedy-limit-memory = Si vous faites confiance à son expéditeur, augmentez la limite avec --limit memory=N, par exemple --limit memory=4G. Un classeur dans un autre format demande moins de mémoire si vous l’enregistrez en .xlsx.
remedy-limit-seconds = Si vous faites confiance à son expéditeur, augmentez la limite avec --limit seconds=N, par exemple --limit seconds=600. Un classeur dans un autre format demande moins de temps si vous l’enregistrez en .xlsx.
remedy-limit-sheets = Supprimez les feuilles étrangères à la liste, ou augmentez la limite avec --limit sheets=N, par exemple --limit sheets=5000.
remedy-make-folder = Créez d’abord le dossier, ou choisissez-en un autre.
remedy-fix-link = Corrigez ou supprimez le lien, ou indiquez le fichier lui-même.
remedy-unprotect-file = Levez la protection en écriture, ou choisissez un autre nom de fichier.
remedy-close-file = Fermez le fichier dans Excel, ou dans l’autre programme qui l’a ouvert, puis relancez la commande.
remedy-other-name = Choisissez un autre nom de fichier.
remedy-check-disk = Vérifiez qu’il reste de la place sur le disque et que vous avez le droit d’y écrire.
remedy-write-as-text = Écrivez plutôt la liste en CSV ou en JSON.
remedy-write-in-parts = Écrivez la liste en CSV ou en JSON, ou divisez-la en plusieurs listes.
remedy-shorten-cell = Raccourcissez le texte, ou écrivez la liste en CSV ou en JSON.
remedy-sheet-at-a-time = Utilisez --rejects FICHIER.xlsx : un classeur met d’autres colonnes sur d’autres feuilles.
remedy-market-file = Enregistrez-le en texte brut ou en « CSV UTF-8 », avec un pays ou un groupe par ligne.
remedy-market-column = Nommez la colonne Marché, ou enregistrez une liste avec un pays ou un groupe par ligne.
remedy-market-state = Corrigez l’état, ou retirez la ligne.
remedy-market-unsettled = Écrivez plutôt les codes, ou définissez le groupe dans un fichier pour --groups.
remedy-write-code = Écrivez le code du pays voulu.
remedy-market-unlisted = Retirez-le : l’Espace partenaires n’accepte aucun contact pour lui.
remedy-markets = Indiquez des codes, des noms ou des groupes, par exemple US,CA,France,DACH, ou @FICHIER pour un fichier qui les contient.
remedy-groups = Utilisez un fichier CSV en UTF-8 avec l’en-tête group,codes et des lignes telles que EMEA,"FR, DE, Benelux".
remedy-config = Corrigez le fichier, ou ajoutez --no-config pour lire la liste sans lui.
remedy-two-profiles = Modifiez les motifs pour qu’un seul convienne, ou ajoutez --no-config.
remedy-profile-name = Utilisez un autre nom, tel que contoso.
remedy-profile-exists = Utilisez un autre nom, ou ajoutez --force pour remplacer les options de ce profil.
remedy-profile-fits = Pour le modifier, utilisez --save-profile { $other } --force. Pour enregistrer aussi { $name }, modifiez d’abord le motif de { $other }.
remedy-option-not-saved = Exécutez la commande sans --save-profile, ou enregistrez un profil avec les autres options.
remedy-groups-elsewhere = Copiez-le dans { $folder }.
remedy-answers = Indiquez le classeur écrit par --conflicts, avec les réponses.
remedy-list-and-report = Nommez la liste avec -o FICHIER pour libérer la sortie standard, ou écrivez le rapport dans un fichier avec --report FICHIER.json. Pour une liste en JSON, utilisez --to json.
remedy-book-not-found = Si votre registre est dans un autre fichier, ajoutez --book FICHIER. Pour créer un registre, importez une liste avec `cosell import`.
remedy-name-a-file = Indiquez plutôt un nom de fichier.
remedy-fix-book-link = Corrigez ou supprimez le lien, ou indiquez le registre lui-même.
remedy-book-not-made = Indiquez avec --book un fichier dans un dossier où vous avez le droit d’écrire.
remedy-book-no-permission = Demandez l’accès au propriétaire du registre, ou utilisez votre propre registre avec --book FICHIER.
remedy-unprotect-book = Levez la protection en écriture, ou copiez le registre dans un dossier où vous avez le droit d’écrire.
remedy-copy-book = Copiez le registre dans un dossier où vous avez le droit d’écrire, et utilisez cette copie avec --book FICHIER.
remedy-book-empty = Supprimez le fichier ou choisissez un autre nom. La première importation crée le registre.
remedy-book-other-log = Remettez le registre à cette place pour que son journal soit lu. Si le registre n’existe plus, supprimez le journal.
remedy-not-sqlite = Indiquez un autre fichier avec --book. Si c’était un registre, gardez-en une copie et continuez avec votre dernière sauvegarde, ou essayez `.recover` dans sqlite3.
remedy-book-foreign = Indiquez un autre fichier avec --book. Celui-ci n’a pas été modifié.
remedy-book-newer = Mettez ce programme à jour, ou indiquez un autre registre avec --book. Celui-ci n’a pas été modifié.
remedy-book-damaged = Gardez une copie du fichier tel qu’il est. Enregistrez ensuite ce qui est lisible dans un nouveau fichier (sqlite3 REGISTRE .recover | sqlite3 NOUVEAU), ou continuez avec une sauvegarde ou un autre registre.
remedy-book-modified = Continuez avec une sauvegarde du registre. Les autres révisions peuvent encore être exportées : voir `cosell history`.
remedy-book-other-schema = Continuez avec une sauvegarde du registre. Ce fichier n’a pas été modifié.
remedy-book-busy = Réessayez quand l’autre programme aura terminé. S’il ne termine jamais, arrêtez-le : le registre n’en souffrira pas.
remedy-book-disk-full = Libérez de la place sur le disque et réessayez. Le registre n’a pas été modifié.
remedy-book-too-large = Augmentez la limite de taille des fichiers (ulimit -f), ou déplacez le registre sur un autre disque. Le registre n’a pas été modifié.
remedy-book-failed = Vérifiez qu’il reste de la place sur le disque, que le registre peut grandir et qu’il est sur un disque local. Le registre n’a pas été modifié.
remedy-unknown-offer = Écrivez l’identifiant exactement comme `cosell offers` l’affiche.
remedy-unknown-revision = Choisissez une des révisions que `cosell history --offer "{ $offer }"` affiche.
remedy-similar-offer = Écrivez l’identifiant existant s’il s’agit de cette offre ; sinon, choisissez-en un que personne ne puisse confondre avec lui.
remedy-offer-exists = Choisissez un identifiant libre. Pour ne garder qu’une des offres, utilisez `cosell remove-offer`.
remedy-backup-elsewhere = Donnez un autre fichier pour la copie.
remedy-never-exported = Exportez-la d’abord avec `cosell export`, ou dites avec --revision quelle révision a l’Espace partenaires.
remedy-erased-since-export = Exportez-la de nouveau et déposez le nouveau fichier. Si l’Espace partenaires a déjà une liste sans cette personne, dites-le avec --revision.
remedy-nothing-to-confirm = Exportez d’abord les listes avec `cosell export --pending`.
remedy-already-removed = `cosell restore` la remet.
remedy-removed-offer = Remettez-la avec `cosell restore`, ou ajoutez --new.
remedy-folder-of-lists = Donnez un dossier avec des listes en CSV, XLSX ou JSON. Avec --all-offers, il contient une liste par offre, comme les écrit `cosell export --all-offers -o listes`.
remedy-file-of-no-offer = Donnez au fichier le nom de son offre (`cosell offers` montre les identifiants), ou ajoutez --new pour de nouvelles offres.
remedy-two-files-of-offer = N’en laissez qu’un dans le dossier.
remedy-same-name = Convertissez l’une des deux avec -o et un autre nom de fichier.
remedy-saves-one-profile = Enregistrez le profil avec l’une d’elles ; il s’applique à toutes celles auxquelles il convient.
remedy-rejects-of-several = Convertissez une à une les listes qui ont des lignes rejetées.
remedy-book-list = Écrivez book:ID, ou book:ID@RÉVISION.
remedy-wrong-revision = Vérifiez avec --dry-run ce qui changerait maintenant, puis indiquez la dernière révision avec --expect (0 pour une nouvelle offre).
remedy-plan-format-alone = Ajoutez --dry-run, qui ne modifie rien, ou retirez --format.
remedy-plan-unreadable = Indiquez le résultat de --dry-run --format json.
remedy-new-plan = Rien n’a été modifié. Établissez un nouveau plan avec --dry-run --format json, et vérifiez-le.
remedy-forgotten = Vérifiez avec --dry-run ce qui changerait maintenant, puis relancez la commande.
remedy-not-erased = Relancez `cosell forget` quand aucun autre programme n’aura le registre ouvert et que le disque aura la place d’en contenir une copie.
remedy-too-many-removals = Vérifiez que la liste est complète et que les adresses correspondent aux noms. Si c’est le cas, augmentez --max-removals.
remedy-too-much-coverage-lost = Vérifiez les pays et les États affichés ci-dessus. S’ils n’ont pas besoin de contact, augmentez --max-coverage-loss.
remedy-book-needs-creation = Vérifiez --book et la variable COSELL_BOOK. Pour créer ce registre, ajoutez --new-book.
remedy-expected-offer = Vérifiez l’identifiant : `cosell offers` affiche ceux du registre. Si l’offre est nouvelle, indiquez --expect 0.
remedy-rebase = Vérifiez les changements, puis relancez la commande. Pour accepter d’avance de tels changements, ajoutez --rebase.
remedy-dry-run-yes = Sans terminal, la commande exige --yes.
remedy-plan-empty = Vérifiez que c’est le bon fichier. Si c’est le cas, ajoutez --allow-empty.
remedy-output-is-input = Choisissez un autre nom pour le résultat : un fichier d’entrée n’est jamais écrasé.
remedy-output-is-book = Choisissez un autre nom pour le résultat : un registre n’est jamais écrasé.
remedy-output-exists = Choisissez un autre nom de fichier, ou ajoutez --force pour remplacer le fichier.
remedy-ending = Choisissez un nom de fichier qui se termine par { $ending }.
remedy-two-files = Choisissez un autre nom de fichier pour l’un des deux.
remedy-folder-not-made = Choisissez un nom qu’aucun fichier ne porte, dans un dossier qui existe.
remedy-format = Choisissez un nom de fichier qui se termine par { $extensions }, ou ajoutez --to FORMAT.
remedy-report-format = Ajoutez --format avec l’un de ces formats : { $forms }.
remedy-output = Utilisez -o FICHIER pour l’écrire dans un fichier.
remedy-labels = Choisissez parmi { $locales }.
remedy-not-an-export = Indiquez un fichier CSV exporté de l’Espace partenaires.
remedy-named-twice = Utilisez chaque colonne du modèle une seule fois.
remedy-pipe = Indiquez-le une seule fois, ou enregistrez d’abord ce qu’il fournit dans un fichier.
remedy-annotate-folder = Nommez un dossier, par exemple a-corriger/.
remedy-rename-one = Renommez l’une des deux.
remedy-annotate = Vérifiez les listes une à une, chacune avec son propre classeur.
remedy-prefer = Choisissez parmi { $files }.
remedy-merge-input-incomplete = Avec --base, chaque fichier est une copie modifiée de la liste entière, et les contacts qui y manquent comptent comme supprimés. Pour fusionner des parties de liste, retirez --base. Si tant de contacts ont été supprimés, ajoutez --yes.
remedy-give-text = Ajoutez un texte, par exemple "Germany / UK".
remedy-utf8 = Enregistrez le texte en UTF-8.
remedy-output-folder = Utilisez -o DOSSIER pour les écrire dans un dossier.
remedy-book = Ajoutez --book FICHIER.
remedy-try-again = Réessayez dans un instant.
remedy-adopt-first = Vérifiez la liste affichée ci-dessus. Pour l’enregistrer comme première révision, avant la vôtre, relancez la commande avec --adopt.
remedy-adopt = Pour garder les modifications des deux listes, relancez la commande avec --reconcile, qui équivaut aux trois commandes ci-dessous. Pour ne garder que votre liste, relancez-la avec --adopt : celle de l’Espace partenaires reste dans l’historique.
remedy-save-first = { $remedy } Enregistrez d’abord sous { $file } la liste de { $source }, que les commandes ne peuvent pas relire.
reconciled = Fusion des modifications de votre liste et de celles de la liste de l’Espace partenaires depuis la révision { $number }.
remedy-reconcile-conflicts = Pour trancher, corrigez l’une des listes, ou lancez ces trois commandes avec --prefer FILE ou --on-conflict dans la deuxième :
reconcile-conflicts = Rien n’est encore modifié : votre liste et celle de l’Espace partenaires se contredisent à { $count ->
    [one] { $count } endroit
   *[other] { $count } endroits
}.
remedy-say-yes = Pour confirmer, relancez la commande avec --yes.
remedy-replace-with = Indiquez l’adresse d’une autre personne avec --replace-with.
remedy-check-address = Indiquez une adresse e-mail, pas un nom, et vérifiez-en l’orthographe. Les majuscules n’y changent rien.
remedy-check-person-name = Vérifiez l’orthographe du nom. Les majuscules et les accents n’y changent rien.
remedy-forget-name = Indiquez l’adresse e-mail de la personne, ou effacez une personne par son nom :
remedy-successor-known = Retirez --name et --job-title : ils servent seulement pour une nouvelle personne.
remedy-successor-unknown = Vérifiez l’adresse, ou ajoutez --name et --job-title.
remedy-successor = Corrigez les données de la personne qui prend la suite.
remedy-new-offer = Corrigez l’identifiant, ou ajoutez --new pour créer une nouvelle offre.

### D’où viennent les règles

-co-sell-2020 = documentation de l’Espace partenaires sur l’onglet Co-vente, 28 octobre 2020
-co-sell-2023 = documentation de l’Espace partenaires, « Configure a co-sell solution », 3 juillet 2023
-location-codes = codes des lieux dans la documentation de l’Espace partenaires, 24 août 2023, les mêmes qu’au 27 août 2019 sauf deux noms
-country-table = { -location-codes } ; comparés à Unicode CLDR 48
-unquoted-lists = azure-docs, ticket 80835, septembre 2021
-ours = règle propre à cet outil (absente de la documentation de l’Espace partenaires)
-coverage = documentation de l’Espace partenaires sur l’onglet Co-vente, 28 octobre 2020 ; « Configure co-sell for a commercial marketplace offer », 11 janvier 2022 ; exigences de la co-vente, 24 août 2023

### Ce qui explique les règles : `cosell explain`

rule-file-delimiter =
    .checks = Les cellules d’un fichier texte ne sont pas séparées par des virgules, ou sa première ligne indique le séparateur (sep=;).
    .why = L’Espace partenaires exige des virgules. En France et dans bien d’autres pays, Excel enregistre les fichiers .csv avec des points-virgules, et l’Espace partenaires répond « Cannot upload file » (impossible de charger le fichier).
    .bad = Nom;Adresse e-mail;Poste;Rôle;Pays/Régions;États/Provinces
    .good = Nom,Adresse e-mail,Poste,Rôle,Pays/Régions,États/Provinces
    .fix = Corrigé automatiquement : la liste est écrite avec des virgules. Le séparateur est reconnu d’après l’en-tête ; --delimiter l’impose.
    .source = { -co-sell-2023 }

rule-file-encoding =
    .checks = Un fichier texte n’est pas en UTF-8, ou contient des octets qui ne peuvent pas être décodés.
    .why = L’Espace partenaires exige l’UTF-8. Dans un autre encodage, les lettres accentuées deviennent d’autres caractères, ou le fichier est refusé.
    .bad = une liste enregistrée par Excel en « CSV » (Windows-1252) ou en « Texte Unicode » (UTF-16)
    .good = la même liste enregistrée en « CSV UTF-8 »
    .fix = Corrigé automatiquement : la liste est écrite en UTF-8. L’encodage est reconnu d’après le contenu ; --encoding l’impose. Si des mots sont plausibles dans plusieurs encodages, la liste n’est pas écrite tant que --encoding ou --accept-suggestions ne décide pas. Une ligne dont des octets ne peuvent pas être décodés est rejetée.
    .source = { -co-sell-2023 }

rule-file-escape =
    .checks = Un fichier texte échappe des caractères comme les bases de données : une barre oblique inverse avant les guillemets, les virgules et les sauts de ligne à l’intérieur des cellules, ou un N après un guillemet seul pour une valeur absente.
    .why = L’Espace partenaires ne connaît que les guillemets doublés. Il terminerait la cellule au premier guillemet, et lirait de mauvais noms ou des lignes décalées.
    .bad = "Ann \"Bo\" Lee",ann@example.com,Director,Partner sales,US,
    .good = "Ann ""Bo"" Lee",ann@example.com,Director,Partner sales,US,
    .fix = Corrigé automatiquement si davantage de lignes sont complètes avec ces caractères d’échappement que sans eux.
    .source = MySQL 8.4 Reference Manual, LOAD DATA

rule-header-missing =
    .checks = Aucune ligne ne contient les libellés des colonnes d’une liste de contacts.
    .why = Sans en-tête, personne ne peut distinguer à coup sûr le nom du poste.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US,
    .good = Nom,Adresse e-mail,Poste,Rôle,Pays/Régions,États/Provinces
    .fix = Mettez l’en-tête au-dessus des contacts, ou utilisez --map si ses libellés ne sont pas reconnus. Si les colonnes sont celles du modèle, dans son ordre, utilisez --no-header.
    .source = { -co-sell-2020 }

rule-column-missing =
    .checks = Une colonne obligatoire manque.
    .why = Nom, Adresse e-mail, Poste, Rôle et Pays/Régions (Name, Email, Job title, Role, Countries/Regions) sont obligatoires à chaque ligne.
    .bad = Nom,Adresse e-mail,Poste,Pays/Régions
    .good = Nom,Adresse e-mail,Poste,Rôle,Pays/Régions
    .fix = Affectez une colonne de la liste avec --map "LIBELLÉ=Rôle", ou donnez une même valeur à toutes les lignes avec --set "Rôle=Partner sales".
    .source = { -co-sell-2020 }

rule-column-duplicate =
    .checks = Deux colonnes portent des libellés de même sens.
    .why = Vous seul savez laquelle est la bonne. En choisir une ferait perdre les valeurs de l’autre.
    .bad = Nom,Adresse e-mail,E-mail,...
    .good = Nom,Adresse e-mail,...
    .fix = Renommez ou supprimez l’une des deux, ou choisissez avec --map.
    .source = { -ours }

rule-column-unknown =
    .checks = Une colonne n’est pas une des six colonnes du modèle, ou n’en est qu’une partie.
    .why = L’Espace partenaires accepte six colonnes. Les parties d’une colonne, comme le prénom et le nom de famille, sont réunies ; toute autre colonne est ignorée. C’est un avertissement si le libellé indique que des valeurs manquent ou ne comptent pas, comme Rôle 2 ou Statut.
    .bad = Prénom,Nom de famille,Adresse e-mail,Téléphone,...
    .good = Nom,Adresse e-mail,...
    .fix = Rien à faire. Si c’est une des six colonnes sous un autre nom, utilisez --map "LIBELLÉ=Colonne".
    .source = { -co-sell-2020 }

rule-row-shifted =
    .checks = Une liste qui n’est pas entre guillemets a débordé sur les colonnes suivantes d’un fichier texte ; de même un nom ou un poste avec une virgule.
    .why = L’Espace partenaires prend le second pays pour un État et répond « States/Provinces contains an invalid value (row 2) » (valeur non valide dans États/Provinces).
    .bad = Ann Lee,ann@example.com,Director,Partner sales,NL, BE,
    .good = Ann Lee,ann@example.com,Director,Partner sales,"NL, BE",
    .fix = Corrigé automatiquement si chaque valeur est connue et si la ligne ne peut se lire que d’une façon. Sinon, les sens possibles sont affichés : « US, CA, » peut être deux pays, ou les États-Unis et la Californie.
    .source = { -unquoted-lists }

rule-row-length =
    .checks = Une ligne a plus ou moins de cellules que l’en-tête n’a de colonnes.
    .why = Une liste de pays qui n’est pas entre guillemets déborde sur les colonnes suivantes, et un saut de ligne dans une cellule coupe la ligne en deux.
    .bad = Ann Lee,ann@example.com,Director,Partner sales,US, CA, FR,US-WA
    .good = Ann Lee,ann@example.com,Director,Partner sales,"US, CA, FR",US-WA
    .fix = Mettez entre guillemets ("...") la cellule qui contient des virgules.
    .source = { -unquoted-lists }

rule-quote-inside =
    .checks = Une cellule entre guillemets contient d’autres guillemets, ou du texte après son guillemet fermant.
    .why = Un guillemet à l’intérieur d’une cellule doit être doublé. Sinon il ferme la cellule, et les programmes lisent d’autres noms, ou un autre nombre de cellules.
    .bad = "Ann "Bo" Lee",ann@example.com,Director,Partner sales,US,
    .good = "Ann ""Bo"" Lee",ann@example.com,Director,Partner sales,US,
    .fix = Doublez chaque guillemet à l’intérieur de la cellule, ou supprimez les guillemets. Les lectures possibles sont indiquées.
    .source = RFC 4180, section 2

rule-row-skipped =
    .checks = Une ligne n’est pas un contact : l’en-tête répété, un intertitre, des consignes, une ligne de tirets, des totaux, un pied de page ou une note. Un texte avec une adresse e-mail en dehors des tableaux d’une page web est un avertissement.
    .why = Des listes collées bout à bout ont plusieurs en-têtes, et les exports et les tableurs ont des totaux, des notes et des pieds de page. Une note qui indique qu’il manque des lignes est une erreur, car importer une liste partielle supprimerait des contacts.
    .bad = « EMEA » ou Nom,Adresse e-mail,... au milieu de la liste ; « Total : 44 » ou « Généré par : Zoé Blanc » à la fin
    .good = un seul en-tête, tout en haut, et seulement des contacts en dessous
    .fix = Rien à faire : ces lignes sont ignorées, et comptées comme ignorées. Si une note indique qu’il manque des lignes, exportez la liste entière.
    .source = { -ours }

rule-row-hidden =
    .checks = Une ligne d’un classeur Excel (.xlsx) est masquée, par un filtre ou à la main.
    .why = Les lignes masquées s’oublient facilement, et l’Espace partenaires afficherait leurs contacts. Vous seul savez si elles font partie de la liste : elles sont lues et écrites comme les autres.
    .bad = un filtre par pays qui masque une ligne sur deux
    .good = une feuille sans ligne masquée
    .fix = Affichez toutes les lignes, puis supprimez celles qui ne doivent pas figurer dans la liste.
    .source = { -ours }

rule-row-struck =
    .checks = Dans une ligne d’un classeur Excel (.xlsx), toutes les cellules du contact sont barrées, ou au moins le nom et l’adresse e-mail. Aussi une cellule dont le texte est barré, en tout ou en partie.
    .why = On barre souvent les contacts qui sont partis. Vous seul savez si c’est le cas : la ligne est lue et écrite comme les autres.
    .bad = Ann Lee, barré
    .good = aucune ligne pour un contact qui est parti
    .fix = Supprimez la ligne si le contact ne doit pas figurer dans la liste ; sinon, retirez la mise en forme.
    .source = { -ours }

rule-sheet-chosen =
    .checks = Un classeur a plusieurs feuilles, et certaines sont ignorées ; c’est une erreur si une feuille ignorée a des contacts, mais pas d’en-tête.
    .why = Il faut savoir quelle feuille a été lue et lesquelles ont été ignorées. Les contacts d’une feuille sans en-tête seraient perdus.
    .bad = un classeur avec les feuilles Notes et Contacts
    .good = un classeur avec la feuille Contacts
    .fix = Placez un en-tête au-dessus des contacts qui n’en ont pas. Sinon, il n’y a rien à faire ; pour lire une autre feuille, utilisez --sheet NOM.
    .source = { -ours }

rule-header-below =
    .checks = Il y a des lignes au-dessus de l’en-tête, ou un autre en-tête plus bas, avec ses colonnes dans un autre ordre (une erreur).
    .why = Les titres, dates et logos au-dessus d’une liste ne sont pas des contacts : ils sont ignorés ; un titre tel que Anciens contacts est un avertissement. Sous un autre en-tête, un nom serait pris pour un poste.
    .bad = « Contacts 2026 » en A1, l’en-tête à la ligne 3 ; Poste,Adresse e-mail,Nom,... à la ligne 40
    .good = l’en-tête à la ligne 1, et aucun autre
    .fix = Rien à faire pour les titres. Déplacez les lignes qui sont sous un autre en-tête dans les colonnes du premier ; d’ici là, elles sont rejetées.
    .source = { -ours }

rule-cell-merged =
    .checks = Une cellule est recouverte par une cellule fusionnée qui commence dans une ligne au-dessus.
    .why = Un classeur enregistre une seule fois le texte d’une cellule fusionnée, dans sa première ligne ; pour un programme, les autres cellules sont vides. Toute personne qui regarde la feuille lit pourtant le texte dans chaque ligne.
    .bad = Allemagne une seule fois, dans une cellule fusionnée à côté de trois contacts
    .good = Allemagne dans chacune des trois lignes
    .fix = Corrigé automatiquement : le texte est répété dans chaque ligne qui a d’autres cellules. Une cellule fusionnée sur plusieurs colonnes appartient à la première. Un nom ou une adresse n’est pas répété, car il appartient à une seule personne, sauf si une cellule fusionnée a le nom et une autre l’adresse ; un intertitre n’est pas répété non plus.
    .source = { -ours }

rule-value-missing =
    .checks = Une cellule obligatoire est vide.
    .why = Nom, Adresse e-mail, Poste, Rôle et Pays/Régions (Name, Email, Job title, Role, Countries/Regions) sont obligatoires à chaque ligne.
    .bad = Ann Lee,,Director,Partner sales,US,
    .good = Ann Lee,ann@example.com,Director,Partner sales,US,
    .fix = Remplissez la cellule. Si la liste n’a pas du tout cette colonne, --set la remplit.
    .source = { -co-sell-2020 }

rule-value-whitespace =
    .checks = Une cellule a des espaces au début ou à la fin, ou plusieurs espaces de suite.
    .why = L’Espace partenaires compare les codes et les rôles caractère par caractère, et un espace compte.
    .bad = " Partner sales "
    .good = "Partner sales"
    .fix = Corrigé automatiquement : les espaces en trop sont supprimés.
    .source = { -ours }

rule-value-invisible =
    .checks = Une cellule a des caractères invisibles : caractères de contrôle, espaces de largeur nulle ou marques de direction.
    .why = Ils sont copiés avec le texte de pages web ou de messages. Vous ne les voyez pas, mais l’Espace partenaires les lit.
    .bad = "U{ "\u200B" }S" avec un espace de largeur nulle après le U
    .good = "US"
    .fix = Corrigé automatiquement : ils sont supprimés.
    .source = { -ours }

rule-value-unicode =
    .checks = Des lettres sont enregistrées sous une forme inhabituelle : en pleine chasse, ou avec leurs accents comme caractères séparés (pas en NFC).
    .why = Deux textes d’aspect identique doivent être identiques.
    .bad = "Ｐａｒｔｎｅｒ sales"
    .good = "Partner sales"
    .fix = Corrigé automatiquement : les accents sont réunis à leurs lettres (NFC), et les lettres en pleine chasse deviennent ordinaires.
    .source = annexe 15 de la norme Unicode

rule-value-formula =
    .checks = Un texte commence par `=`, `+`, `-` ou `@`, ou un classeur Excel (.xlsx) contient une formule sans son résultat.
    .why = Un tableur qui ouvre la liste l’exécuterait comme une formule. Aucun nom, poste ou adresse ne commence ainsi. Des programmes enregistrent des formules sans résultat ; Excel l’ajoute quand il enregistre le classeur.
    .bad = =HYPERLINK("http://example.com")
    .good = Ann Lee
    .fix = Remplacez-le par du texte simple. Une formule qui n’est qu’un texte, par exemple ="0123", est remplacée automatiquement par ce texte.
    .source = OWASP, « CSV Injection »

rule-value-error =
    .checks = Une cellule contient une erreur de tableur telle que #N/A, ou un objet au lieu d’un texte.
    .why = La formule de la cellule n’a pas de résultat : la valeur est perdue.
    .bad = #N/A
    .good = Partner sales
    .fix = Corrigez la formule, ou tapez la valeur.
    .source = { -ours }

rule-value-placeholder =
    .checks = Une cellule contient un mot qui remplace une valeur absente, comme NULL, N/A, s.o. ou non renseigné, dans l’une des langues courantes.
    .why = L’Espace partenaires l’accepterait, et les vendeurs de Microsoft verraient un contact nommé NULL. Dans Pays/Régions, NA est la Namibie ; les mots qui sont aussi des noms, comme Nil, sont acceptés dans Nom.
    .bad = NULL
    .good = Ann Lee
    .fix = Écrivez la valeur. Dans États/Provinces, qui peut rester vide, la cellule est vidée automatiquement.
    .source = { -ours }

rule-text-encoded-twice =
    .checks = Les lettres d’un texte ont été abîmées parce qu’un programme l’a encodé deux fois en UTF-8.
    .why = L’Espace partenaires montrerait le texte abîmé aux vendeurs de Microsoft. De plus, il diffère du même nom dans d’autres listes.
    .bad = JosÃ© Lee
    .good = José Lee
    .fix = Le texte d’avant la conversion est suggéré si toutes les lettres spéciales de la cellule donnent un texte valide.
    .source = Unicode Standard 17, section 3.9 (UTF-8) ; WHATWG Encoding Standard

rule-name-special =
    .checks = Un nom a un caractère autre que des lettres et accents de toute écriture, des chiffres, des espaces et . , ' ’ - & / ( ), ou est entre guillemets.
    .why = La documentation plus récente n’admet pas de caractères spéciaux dans les noms, sans en donner la liste. L’Espace partenaires peut refuser ce nom.
    .bad = Ann #1 Lee
    .good = Ann Lee
    .fix = Vérifiez si ce caractère est à sa place. Les guillemets sont supprimés automatiquement si l’adresse e-mail de la ligne en a aussi, et les marques telles que **gras** dans un tableau Markdown.
    .source = { -co-sell-2023 }

rule-name-test =
    .checks = Un nom, un poste ou une adresse e-mail ressemble à un essai ou à un exemple : Test User, Prénom Nom, test@...
    .why = Les essais s’oublient facilement dans une liste, et les vendeurs de Microsoft n’écriraient à personne.
    .bad = Test User
    .good = Ann Lee
    .fix = Supprimez la ligne, ou indiquez le contact. Une personne qui porte vraiment ce nom peut rester.
    .source = { -ours }

rule-name-note =
    .checks = Un nom commence ou finit par un texte entre parenthèses ou crochets.
    .why = Une remarque comme « en congé » fait alors partie du nom, et les vendeurs de Microsoft la voient. Un surnom à l’intérieur du nom, comme Robert (Bob) Lee, convient.
    .bad = Ann Lee (en congé)
    .good = Ann Lee
    .fix = Supprimez la remarque, ou le contact si la personne n’est pas disponible.
    .source = { -ours }

rule-job-title-special =
    .checks = Un poste a un caractère autre que des lettres et accents de toute écriture, des chiffres, des espaces et . , ' ’ - & / ( ), ou est entre guillemets.
    .why = La documentation plus récente n’admet pas de caractères spéciaux dans les postes, sans en donner la liste. L’Espace partenaires peut refuser ce poste.
    .bad = Head of "Growth"
    .good = Head of Growth
    .fix = Vérifiez si ce caractère est à sa place. Les guillemets sont supprimés automatiquement si l’adresse e-mail de la ligne en a aussi, et les marques telles que **gras** dans un tableau Markdown.
    .source = { -co-sell-2023 }

rule-email-invalid =
    .checks = Une adresse e-mail n’est pas valide.
    .why = L’adresse est vérifiée comme le font les navigateurs web. En outre, le domaine doit avoir un point et une extension qui n’est pas un nombre, la partie avant l’arobase n’a pas de point à ses extrémités ni deux points de suite, et il faut au plus 64 caractères avant l’arobase et 254 en tout.
    .bad = ann.example.com
    .good = ann@example.com
    .fix = Corrigez l’adresse.
    .source = WHATWG HTML, input type=email ; RFC 5321, section 4.5.3.1

rule-email-several =
    .checks = Une cellule contient plus d’une adresse e-mail.
    .why = Un contact a exactement une adresse.
    .bad = ann@example.com; bob@example.com
    .good = ann@example.com sur une ligne, bob@example.com sur une autre
    .fix = Gardez une adresse, ou utilisez une ligne pour chacune. La suggestion divise la ligne.
    .source = { -co-sell-2020 }

rule-email-wrapped =
    .checks = Une adresse e-mail est entourée d’autre chose : mailto:, un nom, des guillemets, des crochets, un lien, ou la même adresse.
    .why = Les logiciels de messagerie copient ainsi les adresses, mais l’Espace partenaires exige l’adresse seule.
    .bad = Ann Lee <ann@example.com>
    .good = ann@example.com
    .fix = Corrigé automatiquement : seule l’adresse est gardée si le texte à côté est le nom du contact ou une mention telle que travail. Tout autre texte peut être une remarque ou une autre personne, comme ann@example.com (jusqu’en juin) ; l’adresse seule est alors une suggestion.
    .source = { -co-sell-2020 }

rule-email-domain-case =
    .checks = Le domaine d’une adresse e-mail a des majuscules.
    .why = Les majuscules ne changent rien dans un domaine. En minuscules, la même adresse a toujours le même aspect.
    .bad = ann@Example.COM
    .good = ann@example.com
    .fix = Corrigé automatiquement : le domaine passe en minuscules. Ce qui précède l’arobase reste tel quel.
    .source = RFC 5321, section 2.4

rule-email-guest =
    .checks = Une adresse est l’identifiant d’un compte invité de Microsoft Entra ID, avec #EXT#, ou avec live.com# au début.
    .why = Les annuaires et Teams exportent des identifiants. Celui d’un invité ressemble à une adresse, mais n’a pas de boîte aux lettres.
    .bad = ann_contoso.com#EXT#@fabrikam.onmicrosoft.com
    .good = ann@contoso.com
    .fix = Indiquez l’adresse de la personne. Elle est suggérée si l’identifiant la montre.
    .source = Microsoft Learn, « Properties of a Microsoft Entra B2B collaboration user »

rule-email-link =
    .checks = Une cellule de la colonne Adresse e-mail est un lien vers une autre adresse que celle qu’elle affiche. Les liens des classeurs .xlsx, de XML Spreadsheet 2003 et des pages web sont lus ; ceux des .ods, .xls et .xlsb ne le sont pas.
    .why = Quand on tape par-dessus un lien, Excel garde parfois l’ancien lien. L’une des deux adresses n’est plus à jour.
    .bad = ann@contoso.com, avec un lien vers bob@contoso.com
    .good = ann@contoso.com, avec un lien vers ann@contoso.com
    .fix = Vérifiez quelle adresse est la bonne. Le texte est utilisé, et n’est jamais modifié automatiquement.
    .source = { -ours }

rule-email-domain-unknown =
    .checks = Une adresse finit par un domaine de premier niveau qui n’existe pas sur Internet.
    .why = Il s’agit sans doute d’une faute de frappe, ou d’une adresse interne au réseau d’une entreprise (.local, .internal), que personne ne peut joindre de l’extérieur.
    .bad = ann@contoso.con
    .good = ann@contoso.com
    .fix = Corrigez l’adresse. Si l’extension est nouvelle, l’avertissement peut être ignoré.
    .source = IANA, liste des domaines de premier niveau, d’après la version 2.45.0 du paquet tld

rule-email-lookalike =
    .checks = Le domaine d’une adresse se confond facilement avec un autre : il diffère d’une lettre d’un domaine au moins cinq fois plus fréquent dans la liste, ou lui ressemble à l’œil (rn et m, 0 et o, 1 et l, vv et w), ou cache des lettres d’une autre écriture parmi des lettres latines (xn--).
    .why = Une seule faute de frappe envoie vos prospects à un inconnu, et des domaines à une lettre près sont déposés exprès pour cela. Chaque domaine est signalé une fois, à la première ligne où il figure.
    .bad = ann@contosso.com parmi quarante adresses de contoso.com
    .good = ann@contoso.com
    .fix = Vérifiez à qui appartient le domaine. Il n’est jamais modifié automatiquement, même avec --accept-suggestions, car les deux domaines peuvent être corrects. Les domaines qui diffèrent par leur terminaison (contoso.de, contoso.dk) ou leurs chiffres (team1.com, team2.com), ou qui ont moins de cinq lettres, ne sont pas comparés lettre à lettre.
    .source = Unicode Technical Standard 39, section 4 ; pour le reste, { -ours }

rule-role-unknown =
    .checks = Un rôle n’est pas un des quatre rôles de l’Espace partenaires.
    .why = L’Espace partenaires accepte Partner marketing, Partner sales, Partner technical sales et Partner customer success manager, et rien d’autre.
    .bad = Salesperson
    .good = Partner sales
    .fix = Écrivez un des quatre rôles. Si l’un d’eux s’en rapproche, il est suggéré ; --accept-suggestions l’applique.
    .source = { -co-sell-2020 }

rule-role-several =
    .checks = Une cellule contient plus d’un rôle.
    .why = Un contact a exactement un rôle. Une personne qui a deux rôles compte pour deux contacts avec la même adresse.
    .bad = Partner sales, Partner marketing
    .good = Partner sales sur une ligne, Partner marketing sur une autre
    .fix = Utilisez une ligne pour chaque rôle. La suggestion divise la ligne.
    .source = { -co-sell-2020 }

rule-contact-several =
    .checks = Une ligne contient plusieurs personnes.
    .why = Un contact est une personne avec une adresse.
    .bad = Ann Lee; Bob Ray avec ann@example.com; bob@example.com
    .good = Ann Lee avec ann@example.com sur une ligne, Bob Ray avec bob@example.com sur une autre
    .fix = Utilisez une ligne pour chaque personne. La suggestion divise la ligne s’il est clair qui a quelle adresse.
    .source = { -co-sell-2020 }

rule-role-spelling =
    .checks = Un rôle n’a pas les mêmes majuscules ou espaces que dans l’Espace partenaires, ou est dans une autre langue.
    .why = Les rôles restent en anglais dans toutes les langues du modèle.
    .bad = Ventes partenaires
    .good = Partner sales
    .fix = Corrigé automatiquement : le rôle est écrit comme dans l’Espace partenaires.
    .source = { -co-sell-2020 }

rule-country-with-states =
    .checks = Une cellule indique un pays avec certains de ses États.
    .why = L’Espace partenaires attend le pays dans Pays/Régions et les États dans États/Provinces.
    .bad = US (CA; WA)
    .good = US, avec US-CA, US-WA dans États/Provinces
    .fix = Corrigé automatiquement si États/Provinces est vide ou contient les mêmes États ; sinon, écrivez ce qui est voulu.
    .source = { -co-sell-2020 }

rule-country-unknown =
    .checks = Pays/Régions contient un nom ou un code qui n’est pas un pays.
    .why = L’Espace partenaires accepte les codes à deux lettres de son tableau des pays, et OOO pour tous les pays.
    .bad = Allemange
    .good = DE
    .fix = Écrivez le code du pays. Si un nom s’en rapproche, son code est suggéré ; --accept-suggestions l’applique.
    .source = { -co-sell-2020 } ; { -location-codes }

rule-country-unlisted =
    .checks = Pays/Régions contient un pays ou territoire absent du tableau des pays de l’Espace partenaires.
    .why = Anguilla (AI), le Sahara occidental (EH), les îles Malouines (FK) et le Kosovo (XK) ont un code, mais l’Espace partenaires le refuse.
    .bad = Albanie, Kosovo
    .good = AL
    .fix = Supprimez-le, et décidez par ailleurs quel contact s’en charge.
    .source = { -country-table }

rule-country-ambiguous =
    .checks = Pays/Régions contient un nom ou un code qui peut désigner plusieurs pays, seul ou à côté du reste de la ligne : « NI » à côté du Royaume-Uni, « Granada, España », « Congo » avec une adresse e-mail qui se termine par .cd.
    .why = Un mauvais code est pire qu’une question : aucun pays n’est choisi à votre place.
    .bad = Corée
    .good = KR
    .fix = Écrivez le code voulu. Tous les codes possibles sont affichés.
    .source = { -country-table }

rule-country-spelling =
    .checks = Un pays est écrit en toutes lettres, en minuscules ou avec un autre code, ou les séparateurs ne sont pas des virgules.
    .why = L’Espace partenaires accepte des codes à deux lettres séparés par des virgules.
    .bad = Allemagne / uk; FRA
    .good = DE, GB, FR
    .fix = Corrigé automatiquement : remplacé par les codes.
    .source = { -co-sell-2020 } ; { -location-codes }

rule-country-group =
    .checks = Pays/Régions contient un groupe de pays.
    .why = L’Espace partenaires n’accepte que des codes. Les membres d’un groupe peuvent changer, et EMEA est différent dans chaque entreprise : une personne doit vérifier les codes.
    .bad = DACH, pays nordiques sans IS
    .good = DE, AT, CH, DK, FI, NO, SE
    .fix = Les membres sont suggérés ; --accept-suggestions les applique. Définissez vos propres groupes avec --groups FICHIER.
    .source = { -ours } ; membres d’après le traité du groupe, M49 des Nations unies dans Unicode CLDR 48, ou l’usage courant

rule-country-repeated =
    .checks = Une cellule contient deux fois le même pays.
    .why = Une fois suffit, et la répétition cache peut-être une faute de frappe.
    .bad = US, CA, US
    .good = US, CA
    .fix = Corrigé automatiquement : la répétition est supprimée.
    .source = { -co-sell-2020 }

rule-country-global-mixed =
    .checks = OOO est combiné avec d’autres pays.
    .why = OOO veut dire tous les pays. Soit les autres codes sont superflus, soit OOO est une erreur.
    .bad = OOO, US
    .good = OOO
    .fix = OOO seul est suggéré ; --accept-suggestions l’applique. Si seuls les autres pays sont voulus, supprimez OOO.
    .source = { -co-sell-2020 }

rule-state-unknown =
    .checks = États/Provinces contient un nom ou un code absent du tableau des États de l’Espace partenaires.
    .why = L’Espace partenaires a des États pour US, CA et AU. Pour tous les autres pays, la cellule reste vide.
    .bad = Bavière (pour DE)
    .good = une cellule vide
    .fix = Corrigez l’État ou supprimez-le. Si un État s’en rapproche, il est suggéré.
    .source = { -co-sell-2020 } ; { -location-codes }

rule-state-ambiguous =
    .checks = États/Provinces contient un nom ou un code de plusieurs États, ou un code qui va peut-être dans Pays/Régions.
    .why = WA désigne aussi bien Washington que l’Australie-Occidentale. CA, tapé après US sans guillemets, peut être la Californie ou le Canada.
    .bad = WA (pour US, AU)
    .good = US-WA, ou AU-WA
    .fix = Écrivez le code voulu. Tous les codes possibles sont affichés.
    .source = { -unquoted-lists }

rule-state-outside-countries =
    .checks = Un État est dans un pays que le contact ne couvre pas.
    .why = Soit le pays manque, soit l’État est erroné.
    .bad = CA-QC (pour US)
    .good = CA-QC (pour US, CA)
    .fix = Ajoutez le pays, ou supprimez l’État.
    .source = { -co-sell-2020 }

rule-state-spelling =
    .checks = Un État est écrit en toutes lettres, en minuscules, sans son pays ou deux fois, ou les séparateurs ne sont pas des virgules.
    .why = L’Espace partenaires accepte des codes tels que US-WA, CA-QC et AU-NSW.
    .bad = Washington (pour US)
    .good = US-WA
    .fix = Corrigé automatiquement : remplacé par les codes, avec le pays de la ligne.
    .source = { -co-sell-2020 } ; { -location-codes }

rule-contact-repeated =
    .checks = Plusieurs lignes ont la même adresse e-mail et le même rôle.
    .why = L’Espace partenaires montrerait la personne deux fois.
    .bad = deux lignes pour ann@example.com, Partner sales
    .good = une seule ligne avec les pays des deux
    .fix = Gardez une seule ligne, avec les pays des deux.
    .source = { -ours }

rule-contact-conflict =
    .checks = La même adresse e-mail a plusieurs noms ou plusieurs postes, ou (dans `merge`) des listes se contredisent sur un contact.
    .why = L’une des valeurs est périmée, ou une adresse a été copiée par erreur. Une fusion qui choisirait sans demander perdrait l’autre valeur.
    .bad = Ann Lee et Bob Ray, tous deux ann@example.com
    .good = chacun avec sa propre adresse
    .fix = Vérifiez quelle valeur est la bonne. Pour `merge`, corrigez une des listes, ou choisissez avec --prefer FICHIER ou --on-conflict first|last. Des valeurs qui ne diffèrent que par des majuscules sont une remarque, et `merge` garde la première graphie.
    .source = { -ours }

rule-contact-similar =
    .checks = Dans `merge`, deux adresses sont peut-être celles d’une seule personne : les noms sont les mêmes, aux majuscules, aux accents ou à l’ordre des mots près ; ou les noms se ressemblent, et la même boîte aux lettres existe dans un autre domaine de l’entreprise ; ou deux lettres voisines sont interverties.
    .why = Une personne dont l’adresse a changé, ou est mal tapée dans une liste, serait deux fois dans l’Espace partenaires.
    .bad = Ann Lee, ann.lee@contoso.com et Ann Lee, anne.lee@contoso.com
    .good = la bonne adresse dans les deux listes
    .fix = Rien n’est fusionné automatiquement. S’il s’agit d’une seule personne, écrivez la même adresse dans les deux lignes et fusionnez de nouveau.
    .source = { -ours } ; ressemblance selon Jaro-Winkler, moyenne du nom et de l’adresse

rule-contact-removed =
    .checks = Une fusion à trois supprime un contact de la version de base : une liste ne l’a plus, et aucune autre liste ne l’a modifié.
    .why = Une personne qui supprime un contact de sa copie de la liste veut qu’il disparaisse, et les autres doivent le voir.
    .bad = ann@example.com est dans last.csv, mais pas dans emea.csv
    .good = ann@example.com est dans toutes les listes
    .fix = Rien à faire. Pour garder le contact, ajoutez-le de nouveau à la liste où il manque.
    .source = { -ours }

rule-list-empty =
    .checks = Une liste a un en-tête, mais aucun contact.
    .why = Un dépôt remplace tous les contacts de l’offre ; cette liste les supprimerait donc. C’est souvent une exportation qui a échoué.
    .bad = Name,Email,Job title,Role,Countries/Regions sans ligne en dessous
    .good = au moins un contact sous l’en-tête
    .fix = Vérifiez que c’est le bon fichier et que son exportation était complète. Si tous les contacts doivent être supprimés, ajoutez --allow-empty.
    .source = { -ours }

rule-sales-contact-missing =
    .checks = Un pays a des contacts, mais aucun contact Partner sales.
    .why = L’Espace partenaires exige un contact Partner sales pour chaque lieu où l’offre est vendue. Pour un marché indiqué avec --markets, c’est une erreur ; sinon c’est un avertissement, car la liste ne dit pas où l’offre est vendue.
    .bad = seulement un contact Partner marketing pour FR
    .good = un contact Partner marketing et un contact Partner sales pour FR
    .fix = Ajoutez un contact Partner sales, ou donnez ce rôle à un contact. Un contact avec OOO compte pour chaque pays ; `cosell coverage` montre qui couvre quoi.
    .source = { -coverage }

rule-market-uncovered =
    .checks = Un marché indiqué avec --markets n’a aucun contact.
    .why = Une offre demande un contact pour chaque zone géographique où elle est disponible.
    .bad = --markets US,CA avec des contacts pour US seulement
    .good = des contacts pour US et CA
    .fix = Ajoutez un contact, ou utilisez OOO pour un contact qui couvre tous les pays.
    .source = { -coverage }
