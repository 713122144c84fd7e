{{/* Name of all objects of a release. */}}
{{- define "frontdesk.name" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains "frontdesk" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-frontdesk" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What all its pods have in common; never changes, since selectors cannot. */}}
{{- define "frontdesk.selector" -}}
app.kubernetes.io/name: frontdesk
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* Labels of all its objects. */}}
{{- define "frontdesk.labels" -}}
{{ include "frontdesk.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "frontdesk.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "frontdesk.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "frontdesk.name" .) }}
{{- else -}}
{{ required "serviceAccount.name must name one that exists, or serviceAccount.create be true" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{/* The roles of a workload, one by one, as a JSON list. */}}
{{- define "frontdesk.roles" -}}
{{- if has "all" .roles -}}
["webhooks","acceptance","sessions","transfers","notifications","admin"]
{{- else -}}
{{ toJson .roles }}
{{- end -}}
{{- end -}}

{{/* Where pods go outside: the ports that are given, and those of the mail server and the collector of traces that are set. */}}
{{- define "frontdesk.outwardPorts" -}}
{{- $ports := .Values.networkPolicy.outwardPorts -}}
{{- with .Values.config.FRONTDESK_SMTP_HOST -}}
{{- $ports = append $ports (int ($.Values.config.FRONTDESK_SMTP_PORT | default "587")) -}}
{{- end -}}
{{- with .Values.config.OTEL_EXPORTER_OTLP_ENDPOINT -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- $ports = append $ports (int ($port | default (eq $url.scheme "https" | ternary "443" "80"))) -}}
{{- end -}}
{{ $ports | uniq | toJson }}
{{- end -}}

{{/* "true" where the spool outlives the pod: the journal is beside the sessions. */}}
{{- define "frontdesk.keepsFacts" -}}
{{- if and .root.Values.spool.persistent (has "sessions" (include "frontdesk.roles" .workload | fromJsonArray)) -}}
true
{{- end -}}
{{- end -}}
